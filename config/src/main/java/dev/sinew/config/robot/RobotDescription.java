package dev.sinew.config.robot;

import java.util.List;

/// What every part must agree on about one robot: the content of `robot.yaml`.
///
/// @param name of the robot, as `--robot` takes it
/// @param rateHertz control rate, Hz
/// @param joints in joint order
/// @param attitude settings of the attitude filter
/// @param safety what the gate watches
/// @param arming when the robot may become active
public record RobotDescription(
        String name,
        int rateHertz,
        List<Joint> joints,
        AttitudeSettings attitude,
        SafetyLimits safety,
        ArmingRule arming) {
    /// Copies the joints and refuses an empty robot.
    public RobotDescription {
        joints = List.copyOf(joints);
        if (joints.isEmpty()) {
            throw new IllegalArgumentException("joints must hold at least 1 joint, was empty");
        }
        if (joints.stream().map(Joint::name).distinct().count() < joints.size()) {
            throw new IllegalArgumentException("joints must have different names, was "
                    + joints.stream().map(Joint::name).toList());
        }
        if (rateHertz < 1 || rateHertz > 1000) {
            throw new IllegalArgumentException("rate must be 1-1000 Hz, was " + rateHertz);
        }
    }

    /// {@return the names of the joints, in joint order}
    public List<String> jointNames() {
        return joints.stream().map(Joint::name).toList();
    }

    /// {@return the control period, ns}
    public long periodNanos() {
        return 1_000_000_000L / rateHertz;
    }

    /// {@return the control period, s}
    public double periodSeconds() {
        return 1.0 / rateHertz;
    }
}
