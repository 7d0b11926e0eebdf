package dev.sinew.hal.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.JointTargets;
import dev.sinew.config.robot.RobotState;
import dev.sinew.hal.Pendulum;
import org.junit.jupiter.api.Test;

/// What the gate makes of a robot without an IMU whose arm has limited travel and whose pendulum must hang still.
class TravelAndRestTest {
    private static final double FULL_TURN = 2 * Math.PI;
    private static final int HOLD_TICKS = 10; // 0.1 s

    private final SafetyGate gate = new SafetyGate(Pendulum.robot());
    private final RobotState state = new RobotState(2);
    private final JointTargets wanted = new JointTargets(2);
    private final AttitudeEstimate fixed = new AttitudeEstimate();

    TravelAndRestTest() {
        state.supply(12, 0);
        fixed.calibrated(true); // as the filter says of a base that does not move
    }

    private SafeTargets tick(double volts) {
        gate.inspect(state);
        wanted.set(0, volts);
        return gate.judge(fixed, wanted, true);
    }

    private SafeTargets armed(double arm, double speed, double volts) {
        gate.startArmed();
        for (int i = 0; i < 10; i++) { // past the ramp
            tick(volts);
        }
        state.position()[0] = arm;
        state.velocity()[0] = speed;
        return tick(volts);
    }

    private int ticksToArm() {
        gate.requestArm();
        int ticks = 0;
        do {
            tick(0);
            ticks++;
        } while (gate.state() != ArmingState.ARMED && ticks < 50);
        return ticks;
    }

    @Test
    void turningFurtherOutBeyondTheTravelStopsTheRobot() {
        SafeTargets out = armed(Pendulum.TRAVEL + 0.01, 1, 3);

        assertEquals(Verdict.STOP, out.verdict());
        assertEquals(Fault.JOINT_OVER_TRAVEL, out.fault());
        assertEquals(0, out.get(0));
        assertEquals(
                Fault.JOINT_OVER_TRAVEL, armed(-Pendulum.TRAVEL - 0.01, -1, -3).fault());
    }

    @Test
    void beyondItsTravelAJointMayComeBack() {
        SafeTargets back = armed(Pendulum.TRAVEL + 0.5, -1, -3);

        assertEquals(Verdict.PASS, back.verdict());
        assertEquals(-3, back.get(0));
    }

    @Test
    void beyondItsTravelAJointIsNotDrivenFurtherOut() {
        SafeTargets still = armed(Pendulum.TRAVEL + 0.5, 0, 3);

        assertEquals(Verdict.LIMITED, still.verdict());
        assertEquals(0, still.get(0));
        assertEquals(3, armed(Pendulum.TRAVEL - 0.01, 1, 3).get(0), "within it");
    }

    @Test
    void aPassiveJointIsNeverDriven() {
        wanted.set(1, 5);

        assertEquals(0, armed(0, 0, 3).get(1));
    }

    @Test
    void armsOnceItHasHungStillWithoutABreak() {
        assertEquals(1 + HOLD_TICKS, ticksToArm());
    }

    @Test
    void hangsAfterWholeTurnsToo() {
        state.position()[1] = -3 * FULL_TURN + 0.03;

        assertEquals(1 + HOLD_TICKS, ticksToArm());
    }

    @Test
    void doesNotArmWhileThePendulumSwingsOrStandsElsewhere() {
        state.position()[1] = 0.04; // 2.3 deg
        assertEquals(50, ticksToArm());

        state.position()[1] = Math.PI;
        assertEquals(50, ticksToArm());

        state.position()[1] = 0;
        state.velocity()[1] = 0.4; // passing through
        assertEquals(50, ticksToArm());
    }

    @Test
    void aBreakInHangingStillStartsTheWaitAnew() {
        gate.requestArm();
        for (int i = 0; i < HOLD_TICKS; i++) {
            tick(0);
        }
        state.velocity()[1] = 1;
        tick(0);
        state.velocity()[1] = 0;
        for (int i = 0; i < HOLD_TICKS - 1; i++) {
            tick(0);
            assertEquals(ArmingState.ARMING, gate.state());
        }
        tick(0);

        assertEquals(ArmingState.ARMED, gate.state());
    }

    @Test
    void travelIsNoFaultOfARobotThatIsNotDriven() {
        state.position()[0] = Pendulum.TRAVEL + 1;
        state.velocity()[0] = 2;

        assertEquals(1 + HOLD_TICKS, ticksToArm());
    }
}
