package dev.sinew.hal.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
