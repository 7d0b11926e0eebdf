package dev.sinew.hal.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.robot.CommandMode;
import dev.sinew.config.robot.JointLimits;
import org.junit.jupiter.api.Test;

class SafetyGateTest {
    private final GateRig rig = GateRig.armed();

    @Test
    void passesWhatIsWithinTheLimits() {
        rig.want(4);

        assertEquals(Verdict.PASS, rig.tick());
        assertEquals(4, rig.gate.targets().get(0));
        assertEquals(Fault.NONE, rig.gate.targets().fault());
    }

    @Test
    void clampsToTheLimitAndSaysSo() {
        rig.want(1e30);
        rig.ticks(3); // 1 V, then 4 V more each tick: 5, 9, 10

        assertEquals(Verdict.LIMITED, rig.tick());
        assertEquals(TwoWheels.VOLTS, rig.gate.targets().get(1));
        assertEquals(4, rig.gate.limitedTicks());
    }

    @Test
    void changesATargetByNoMoreThanItsRateTimesThePeriod() {
        rig.want(-10);

        assertEquals(Verdict.LIMITED, rig.tick());
        assertEquals(1 - 4.0, rig.gate.targets().get(0), 1e-12); // 400 V/s · 10 ms
    }

    @Test
    void reachesFullAuthorityWithinTheRamp() {
        rig.gate.startArmed();
        rig.want(10);
        double[] reached = new double[7];
        for (int i = 0; i < reached.length; i++) {
            rig.tick();
            reached[i] = rig.gate.targets().get(0);
        }

        // 50 ms are 5 ticks: authority 1/6, 2/6 … 6/6 of 10 V, full 50 ms after the tick of arming
        for (int i = 0; i < 6; i++) {
            assertEquals(10 * (i + 1) / 6.0, reached[i], 1e-12, "tick " + i);
        }
        assertEquals(10, reached[6]);
    }

    @Test
    void goesOnWithTheRampWhileItHolds() {
        rig.gate.startArmed();
        rig.want(10);
        rig.tick();
        rig.gate.policyLate(1);
        rig.tick();
        assertEquals(10 / 6.0, rig.gate.targets().get(0), 1e-12);
        rig.tick();

        assertEquals(10 * 3 / 6.0, rig.gate.targets().get(0), 1e-12);
    }

    @Test
    void leadsAPositionFromWhereTheJointStandsToWhereItIsWanted() {
        GateRig arm = new GateRig(TwoWheels.with(CommandMode.POSITION, new JointLimits(1.5, 1000, 20)));
        arm.encodersStuck = true;
        arm.state.position()[0] = 0.6;
        arm.state.position()[1] = 9; // beyond the limit
        arm.want(-1.2);
        arm.gate.requestArm();
        arm.ticks(50);
        assertEquals(0.6, arm.gate.targets().get(0));
        assertEquals(1.5, arm.gate.targets().get(1));
        arm.tick();

        assertEquals(Verdict.LIMITED, arm.gate.targets().verdict());
        assertEquals(0.6 - 1.8 / 6, arm.gate.targets().get(0), 1e-12);
        assertEquals(1.5 - 2.7 / 6, arm.gate.targets().get(1), 1e-12);
        arm.ticks(5);
        assertEquals(-1.2, arm.gate.targets().get(0));
    }

    @Test
    void keepsThePositionAtAStop() {
        GateRig arm = new GateRig(TwoWheels.with(CommandMode.POSITION, new JointLimits(1.5, 1000, 20)));
        arm.gate.startArmed();
        arm.want(0.25);
        arm.ticks(10);
        arm.state.emergencyStop(true);
        arm.tick();

        assertEquals(Verdict.STOP, arm.gate.targets().verdict());
        assertEquals(0.25, arm.gate.targets().get(0));
    }

    @Test
    void comparesTheFirstReadingOfAnEpisodeWithNothing() {
        rig.gate.startArmed();
        rig.state.specificForce()[0] = 60; // a spike after the readings before
        rig.tickAsIs();

        assertEquals(0, rig.gate.rejectedReadings());
    }

    @Test
    void letsSmallTargetsThroughFromTheFirstTickOfTheRamp() {
        rig.gate.startArmed();
        rig.want(1.5);

        assertEquals(Verdict.PASS, rig.tick());
        assertEquals(1.5, rig.gate.targets().get(0));
    }

    @Test
    void givesZeroAndStopUntilArmed() {
        GateRig cold = new GateRig(TwoWheels.description());
        cold.want(5);

        assertEquals(Verdict.STOP, cold.tick());
        assertEquals(0, cold.gate.targets().get(0));
        assertEquals(Fault.NONE, cold.gate.targets().fault());
        assertEquals(ArmingState.DISARMED, cold.gate.state());
    }

    @Test
    void stopsOnAJudgementWithoutReadings() {
        rig.gate.judge(rig.attitude, rig.wanted, true);

        assertEquals(Fault.READING_INVALID, rig.gate.fault());
    }
}
