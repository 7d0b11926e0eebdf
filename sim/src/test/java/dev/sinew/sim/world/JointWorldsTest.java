package dev.sinew.sim.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.robot.Robots;
import dev.sinew.sim.mujoco.Simulator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The physics of the shipped rotary pendulum, against figures computed from its parts by hand.
class JointWorldsTest {
    private static final int ARM = 0;
    private static final int PENDULUM = 1;
    private static final JointParameters.OneJoint NOMINAL = JointParameters.OneJoint.NOMINAL;

    private final Robots robots = new Robots(ConfigFiles.shipped());
    private final JointWorlds worlds = new JointWorlds(
            new Simulator((severity, text) -> System.err.println(severity + " " + text)).mujoco(),
            robots.model("furuta").replaceFirst("range=\"[^\"]*\" solreflimit=\"[^\"]*\"", ""), // turns on past its pin
            robots.description("furuta"),
            1,
            1);

    @AfterEach
    void close() {
        worlds.close();
    }

    private void start(double arm, double pendulum, JointParameters parameters) {
        worlds.start(0, parameters, new double[] {arm, pendulum}, new double[2]);
    }

    private static JointParameters with(JointParameters.OneJoint arm, double delay) {
        return new JointParameters(List.of(), List.of(arm, NOMINAL), 12, 0, delay);
    }

    @Test
    void thePendulumSwingsAtThePeriodOfAnEvenRod() {
        var held = new JointParameters.OneJoint(100, 1, 0, 1, 1); // by its friction
        var free = new JointParameters.OneJoint(0.001, 0.001, 0, 1, 1);
        start(0, 0.1, new JointParameters(List.of(), List.of(held, free), 12, 0, 0));
        double quarter = 0;
        while (worlds.position(0, PENDULUM) > 0 && quarter < 1) {
            worlds.advance(1);
            quarter += 1e-3;
        }

        // a capsule of 115 mm between its centers and 4 mm radius: period 2π·√(2L/3g), L = 0.115 m: 0.556 s
        assertEquals(0.556 / 4, quarter, 0.004); // its round ends and the step
    }

    @Test
    void anArmWithoutLoadReachesItsMotorsSpeed() {
        start(0, 0, with(new JointParameters.OneJoint(0.001, 0.001, 0, 1, 1), 0));
        worlds.supplyEnabled(0, true);
        worlds.drive(0, ARM, 1.0 / 12, false);
        worlds.advance(3000);

        // 1 V of 12 V: a twelfth of 801.1/9.68 = 82.8 rad/s, below the 11.3 rad/s at which the pendulum would fly out
        assertEquals(6.9, worlds.velocity(0, ARM), 0.2);
    }

    @Test
    void theDelayPassesBeforeTheMotorAnswers() {
        start(0, 0, with(NOMINAL, 0.02));
        worlds.supplyEnabled(0, true);
        worlds.drive(0, ARM, 0.5, false);
        worlds.advance(19);
        assertEquals(0, worlds.velocity(0, ARM), 1e-9);

        worlds.advance(5);
        assertTrue(worlds.velocity(0, ARM) > 0.1, "velocity " + worlds.velocity(0, ARM));
    }

    @Test
    void aBrakeStopsTheArmAndACoastingBridgeLetsItTurn() {
        double braked = speedAfter(false);
        double coasting = speedAfter(true);

        assertTrue(braked < 0.3 * coasting, braked + " and " + coasting);
    }

    private double speedAfter(boolean coast) {
        worlds.start(0, with(new JointParameters.OneJoint(0.001, 1, 0, 1, 1), 0), new double[2], new double[] {10, 0});
        worlds.supplyEnabled(0, true);
        worlds.drive(0, ARM, 0, coast);
        worlds.advance(600); // its time constant on the brake is 0.26 s
        return Math.abs(worlds.velocity(0, ARM));
    }

    @Test
    void theEncoderShowsTheErrorOfItsZero() {
        start(0.5, 0, with(new JointParameters.OneJoint(1, 1, 0.02, 1, 1), 0));

        assertEquals(0.48, worlds.shaft(0, ARM), 1e-12);
        assertEquals(0.5, worlds.position(0, ARM), 1e-12);
    }

    @Test
    void leanAndTravelAreThoseOfTheSiteUpright() {
        start(0, 0, JointParameters.nominal(2));
        assertEquals(Math.PI, worlds.tilt(0), 1e-6);

        start(0, Math.PI - 0.1, JointParameters.nominal(2));
        assertEquals(0.1, worlds.tilt(0), 1e-6);
        assertEquals(0, worlds.travel(0), 1e-12);
        worlds.supplyEnabled(0, true);
        worlds.drive(0, ARM, 0.5, false);
        worlds.advance(60);
        double chord = 2 * 0.085 * Math.abs(Math.sin(worlds.position(0, ARM) / 2));
        assertTrue(chord > 0.01, "moved " + chord);
        assertEquals(chord, worlds.travel(0), 1e-9);
    }

    @Test
    void refusesABodyThatTheModelDoesNotHave() {
        var leg =
                new JointParameters(List.of(new JointParameters.Body("leg", 1.1)), List.of(NOMINAL, NOMINAL), 12, 0, 0);

        assertTrue(String.valueOf(assertThrows(IllegalArgumentException.class, () -> start(0, 0, leg))
                        .getMessage())
                .endsWith("was 'leg'"));
    }

    @Test
    void aPinStopsTheArmWhateverDrivesIt() {
        try (JointWorlds pinned = new JointWorlds(
                new Simulator((severity, text) -> System.err.println(severity + " " + text)).mujoco(),
                robots.model("furuta"),
                robots.description("furuta"),
                1,
                1)) {
            pinned.start(0, JointParameters.nominal(2), new double[2], new double[2]);
            pinned.supplyEnabled(0, true);
            pinned.drive(0, ARM, 0.5, false);
            double farthest = 0;
            for (int step = 0; step < 2000; step++) {
                pinned.advance(1);
                farthest = Math.max(farthest, pinned.position(0, ARM));
            }

            assertEquals(Math.toRadians(165), pinned.position(0, ARM), 0.02);
            assertTrue(farthest < Math.toRadians(175), "a pin gives a little: " + Math.toDegrees(farthest));
        }
    }
}
