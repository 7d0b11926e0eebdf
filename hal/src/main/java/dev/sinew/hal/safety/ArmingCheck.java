package dev.sinew.hal.safety;

import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import dev.sinew.config.robot.Stance;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Waits until a robot has stood or hung as its arming rule demands, long enough and without a break.
final class ArmingCheck {
    private static final double FULL_TURN = 2 * Math.PI;

    private final int holdTicks;
    private final Stood stood;
    private int heldTicks;

    /// Whether a robot stands or hangs in one tick as it must.
    private interface Stood {
        boolean in(AttitudeEstimate attitude, RobotState accepted);
    }

    ArmingCheck(RobotDescription robot) {
        holdTicks = Math.max(1, (int) Math.ceil(robot.arming().holdSeconds() * robot.rateHertz() - 1e-9));
        stood = switch (robot.arming().stance()) {
            case Stance.Upright upright -> upright(upright);
            case Stance.AtRest rest -> atRest(rest, robot);
        };
    }

    private static Stood upright(Stance.Upright rule) {
        double lowestUpright = StrictMath.cos(rule.tilt());
        double highestRateSquared = rule.tiltRate() * rule.tiltRate();
        return (attitude, accepted) -> {
            double roll = attitude.angularVelocity()[0];
            double pitch = attitude.angularVelocity()[1];
            return -attitude.gravity()[2] >= lowestUpright && roll * roll + pitch * pitch <= highestRateSquared;
        };
    }

    private static Stood atRest(Stance.AtRest rule, RobotDescription robot) {
        int count = rule.joints().size();
        int[] joints = new int[count];
        double[] angle = new double[count];
        double[] velocity = new double[count];
        for (int i = 0; i < count; i++) {
            Stance.JointRest rest = rule.joints().get(i);
            joints[i] = robot.jointNames().indexOf(rest.joint());
            angle[i] = rest.angle();
            velocity[i] = rest.velocity();
        }
        return (attitude, accepted) -> {
            boolean still = true;
            for (int i = 0; i < count; i++) {
                double off = Math.IEEEremainder(accepted.position()[joints[i]], FULL_TURN);
                still &= Math.abs(off) <= angle[i] && Math.abs(accepted.velocity()[joints[i]]) <= velocity[i];
            }
            return still;
        };
    }

    /// Counts one tick.
    ///
    /// @param attitude with the gyroscope's bias known, else the tick does not count
    /// @param accepted the last good readings
    /// @param sound whether nothing else stands against arming
    /// @return whether the rule has held long enough
    boolean holds(AttitudeEstimate attitude, RobotState accepted, boolean sound) {
        boolean still = stood.in(attitude, accepted);
        heldTicks = sound && still && attitude.calibrated() ? heldTicks + 1 : 0;
        return heldTicks >= holdTicks;
    }

    void reset() {
        heldTicks = 0;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(heldTicks);
    }

    void restore(DataInput in) throws IOException {
        heldTicks = in.readInt();
    }
}
