package dev.sinew.hal.safety;

import dev.sinew.config.robot.CommandMode;
import dev.sinew.config.robot.Joint;
import dev.sinew.config.robot.JointTargets;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Keeps targets within the limits of their joints: magnitude, change per tick, and a ramp after arming.
///
/// The ramp lets the magnitude of a velocity, torque or voltage grow from 0 to its limit, so that small targets pass
/// from the first tick; a position is led from where the joint stands to where it is wanted.
final class TargetLimiter {
    private final boolean[] positioned;
    private final double[] limit;
    private final double[] step;
    private final double[] travel;
    private final double[] start;
    private final SafeTargets targets;
    private final int rampTicks;
    private int armedTicks;

    TargetLimiter(RobotDescription robot, SafeTargets targets, int rampTicks) {
        int joints = robot.joints().size();
        positioned = new boolean[joints];
        limit = new double[joints];
        step = new double[joints];
        travel = new double[joints];
        start = new double[joints];
        for (int j = 0; j < joints; j++) {
            Joint joint = robot.joints().get(j);
            positioned[j] = joint.mode() == CommandMode.POSITION;
            limit[j] = joint.limits().command();
            travel[j] = joint.limits().travel();
            step[j] = joint.limits().commandRate() * robot.periodSeconds();
        }
        this.targets = targets;
        this.rampTicks = rampTicks;
    }

    /// Not driven: 0, and for a positioned joint the place where it stands, so that arming does not make it jump.
    void rest(RobotState state) {
        for (int j = 0; j < limit.length; j++) {
            start[j] = positioned[j] ? clamp(state.position()[j], -limit[j], limit[j]) : 0;
            targets.set(j, start[j]);
        }
        armedTicks = 0;
    }

    /// Stopped: 0, and for a positioned joint the last target.
    void stop() {
        for (int j = 0; j < limit.length; j++) {
            targets.set(j, positioned[j] ? targets.get(j) : 0);
        }
    }

    /// Takes over the wanted targets as far as the limits let them.
    ///
    /// @param wanted finite
    /// @param accepted the last good readings: beyond its travel a joint is only driven back
    /// @return whether any of them was changed
    boolean follow(JointTargets wanted, RobotState accepted) {
        double authority = authority();
        boolean limited = false;
        for (int j = 0; j < limit.length; j++) {
            double asked = wanted.get(j);
            double reach = positioned[j] ? limit[j] : limit[j] * authority;
            double target = clamp(asked, -reach, reach);
            if (positioned[j] && authority < 1) {
                target = start[j] + authority * (target - start[j]);
            }
            target = inward(j, target, accepted.position()[j]);
            double last = targets.get(j);
            target = clamp(clamp(target, last - step[j], last + step[j]), -limit[j], limit[j]);
            targets.set(j, target);
            limited |= target != asked;
        }
        return limited;
    }

    private double inward(int j, double target, double position) {
        if (positioned[j]) {
            return clamp(target, -travel[j], travel[j]);
        }
        return Math.abs(position) >= travel[j] && target * position > 0 ? 0 : target;
    }

    /// One more tick armed, whether its targets were followed or held.
    void advance() {
        armedTicks = Math.min(armedTicks + 1, rampTicks);
    }

    /// Full on the tick `rampSeconds` after the tick of arming.
    private double authority() {
        return armedTicks >= rampTicks ? 1 : (armedTicks + 1.0) / (rampTicks + 1.0);
    }

    private static double clamp(double value, double low, double high) {
        return value < low ? low : value > high ? high : value;
    }

    void save(DataOutput out) throws IOException {
        for (int j = 0; j < limit.length; j++) {
            out.writeDouble(targets.get(j));
            out.writeDouble(start[j]);
        }
        out.writeInt(armedTicks);
    }

    void restore(DataInput in) throws IOException {
        for (int j = 0; j < limit.length; j++) {
            targets.set(j, in.readDouble());
            start[j] = in.readDouble();
        }
        armedTicks = in.readInt();
    }
}
