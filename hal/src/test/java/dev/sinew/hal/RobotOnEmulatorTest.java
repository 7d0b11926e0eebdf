package dev.sinew.hal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.bus.AllocatedBytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The shipped balancer, bytes and all, from the plant's signals to the plant's drive.
class RobotOnEmulatorTest {
    private final EmulatedRig rig = new EmulatedRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void readsWhatThePlantHas() {
        rig.arm();
        double left = rig.plant.position[0];
        double right = rig.plant.position[1];
        rig.plant.angularVelocity[1] = 0.5;
        rig.plant.supplyVoltage = 11.1;
        rig.plant.supplyCurrent = 0.7;

        rig.tick();

        double count = 2 * Math.PI / 2248.8;
        assertEquals(left, rig.state.position()[0], 1.001 * count); // zero at activation, when both were 0
        assertEquals(right, rig.state.position()[1], 1.001 * count);
        assertEquals(0.5, rig.state.angularVelocity()[1], 0.5 * Math.toRadians(1 / 32.8));
        assertEquals(11.1, rig.state.supplyVoltage(), 2e-3);
        assertEquals(0.7, rig.state.supplyCurrent(), 5e-5);
    }

    @Test
    void anglesAreZeroWhileItIsInactiveAndCountFromThere() {
        rig.robot.configure();
        rig.robot.read(rig.state);
        rig.plant.position[0] = 2; // rolled into place by hand
        rig.board.advance(EmulatedRig.TICK);

        rig.robot.read(rig.state);
        assertEquals(0, rig.state.position()[0]);
        assertTrue(rig.state.velocity()[0] > 100, "but turning: " + rig.state.velocity()[0]);
        rig.robot.activate();
        rig.plant.position[0] = 2.5;
        rig.board.advance(EmulatedRig.TICK);
        rig.robot.read(rig.state);

        assertEquals(0.5, rig.state.position()[0], 1.001 * 2 * Math.PI / 2248.8);
    }

    @Test
    void bothWheelsGetTheSameVoltageForwards() {
        rig.arm();

        assertEquals(5 / 12.0, rig.plant.duty[0], 0.5 / 4096 + 1e-4); // 12 V are measured within 2 mV
        assertEquals(rig.plant.duty[0], rig.plant.duty[1]);
        assertEquals(rig.plant.position[0], rig.plant.position[1]);
    }

    @Test
    void aTickAllocatesNothing() {
        rig.arm();

        assertEquals(0, AllocatedBytes.during(2_000, rig::tick));
    }
}
