package dev.sinew.sim.actuator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.robot.Robots;
import org.junit.jupiter.api.Test;

class DutyStepsTest {
    private static final double EXACT = 0;

    private final Robots robots = new Robots(ConfigFiles.shipped());

    @Test
    void countsWholeNanosecondsOfTheBridgesPeriod() {
        DutySteps arm = DutySteps.of(robots.wiring("furuta"), "arm"); // 20 kHz: 50 000 ns

        assertEquals(12_346 / 50_000.0, arm.round(0.24691999), EXACT); // 12 345.9995 ns
        assertEquals(-1 / 50_000.0, arm.round(-0.6 / 50_000), EXACT);
        assertEquals(1, arm.round(7), EXACT);
        assertEquals(-1, arm.round(-7), EXACT);
    }

    @Test
    void countsTheStepsOfAMotorHat() {
        assertEquals(
                1 / 4096.0,
                DutySteps.of(robots.wiring("balancer"), "left_wheel").round(0.0003),
                EXACT);
    }

    @Test
    void refusesAJointWithoutAMotor() {
        assertEquals(
                "wiring of furuta must give a motor for the joint pendulum",
                assertThrows(IllegalArgumentException.class, () -> DutySteps.of(robots.wiring("furuta"), "pendulum"))
                        .getMessage());
    }
}
