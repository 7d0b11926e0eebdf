package dev.sinew.hal.safety;

import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.JointTargets;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;

/// Ticks a gate with a robot that stands upright and moves a little, unless a test says otherwise.
final class GateRig {
    final SafetyGate gate;
    final RobotState state;
    final AttitudeEstimate attitude = new AttitudeEstimate();
    final JointTargets wanted;
    boolean usable = true;
    boolean imuFrozen;
    boolean encodersStuck;
    private long tick;

    GateRig(RobotDescription robot) {
        gate = new SafetyGate(robot);
        state = new RobotState(robot.joints().size());
        wanted = new JointTargets(robot.joints().size());
        state.supply(12, 0.5);
        attitude.calibrated(true);
    }

    static GateRig armed() {
        GateRig rig = new GateRig(TwoWheels.description());
        rig.gate.startArmed();
        rig.want(1);
        rig.ticks(10);
        return rig;
    }

    void want(double target) {
        for (int j = 0; j < wanted.size(); j++) {
            wanted.set(j, target);
        }
    }

    void tilt(double radians) {
        attitude.gravity()[0] = StrictMath.sin(radians);
        attitude.gravity()[2] = -StrictMath.cos(radians);
    }

    Verdict tick() {
        tick++;
        if (!imuFrozen) {
            state.angularVelocity()[0] = 0.001 * (tick % 2);
            state.angularVelocity()[1] = 0;
            state.specificForce()[0] = 0;
            state.specificForce()[2] = 9.81;
        }
        for (int j = 0; !encodersStuck && j < state.joints(); j++) {
            state.position()[j] = 0.01 * tick;
            state.velocity()[j] = 1;
        }
        return tickAsIs();
    }

    /// Ticks with the readings as the test has set them.
    Verdict tickAsIs() {
        state.timeNanos(tick * 10_000_000);
        gate.inspect(state);
        return gate.judge(attitude, wanted, usable).verdict();
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            tick();
        }
    }

    /// {@return how many ticks pass up to and with the one that stops, at most 1000}
    int ticksToStop() {
        for (int i = 1; i <= 1000; i++) {
            if (tick() == Verdict.STOP) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }
}
