package dev.sinew.hal.safety;

import dev.sinew.config.robot.CommandMode;
import dev.sinew.config.robot.Joint;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// Finds joints that turn too fast or too far, encoders that stand still while their joint is driven, and readings
/// that are no numbers.
final class EncoderMonitor {
    private final double[] speedLimit;
    private final double[] travel;
    private final boolean[] positioned;
    private final double stuckCommand;
    private final int stuckTicks;
    private final int[] still;

    EncoderMonitor(RobotDescription robot) {
        int joints = robot.joints().size();
        speedLimit = new double[joints];
        travel = new double[joints];
        positioned = new boolean[joints];
        still = new int[joints];
        for (int j = 0; j < joints; j++) {
            Joint joint = robot.joints().get(j);
            speedLimit[j] = joint.limits().velocity();
            travel[j] = joint.limits().travel();
            positioned[j] = joint.mode() == CommandMode.POSITION;
        }
        stuckCommand = robot.safety().stuckCommand();
        stuckTicks = robot.safety().stuckEncoderTicks();
    }

    /// Looks at a fresh reading and copies it when it is accepted.
    ///
    /// @param in a reading
    /// @param accepted filled with the joint positions and velocities of `in` unless they are rejected
    /// @param inForce the targets since the last reading
    /// @param armed whether the joints have followed them
    /// @return causes to stop
    int check(RobotState in, RobotState accepted, SafeTargets inForce, boolean armed) {
        double[] position = in.position();
        double[] velocity = in.velocity();
        int causes = 0;
        for (int j = 0; j < still.length; j++) {
            if (!Double.isFinite(position[j]) || !Double.isFinite(velocity[j])) {
                return Fault.READING_INVALID.bit();
            }
            if (Math.abs(velocity[j]) > speedLimit[j]) {
                causes |= Fault.JOINT_OVER_SPEED.bit();
            }
            if (armed && Math.abs(position[j]) > travel[j] && position[j] * velocity[j] > 0) {
                causes |= Fault.JOINT_OVER_TRAVEL.bit();
            }
            if (armed && stuck(j, position[j], accepted.position()[j], inForce.get(j))) {
                causes |= Fault.ENCODER_STUCK.bit();
            }
        }
        System.arraycopy(position, 0, accepted.position(), 0, still.length);
        System.arraycopy(velocity, 0, accepted.velocity(), 0, still.length);
        return causes;
    }

    /// Counts the ticks that joint `j` was driven since it last moved. A tick without drive leaves the count: a
    /// controller whose wheel seems to stand still changes sign, and passes zero on its way.
    private boolean stuck(int j, double position, double before, double target) {
        double drive = positioned[j] ? target - before : target;
        if (position != before) {
            still[j] = 0;
        } else if (Math.abs(drive) > stuckCommand) {
            still[j] = Math.min(still[j] + 1, stuckTicks);
        }
        return still[j] >= stuckTicks;
    }

    void reset() {
        Arrays.fill(still, 0);
    }

    void save(DataOutput out) throws IOException {
        for (int count : still) {
            out.writeInt(count);
        }
    }

    void restore(DataInput in) throws IOException {
        for (int j = 0; j < still.length; j++) {
            still[j] = in.readInt();
        }
    }
}
