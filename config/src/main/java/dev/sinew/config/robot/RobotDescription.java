package dev.sinew.config.robot;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What every part must agree on about one robot: the content of `robot.yaml`.
///
/// @param name of the robot, as `--robot` takes it
/// @param rateHertz control rate, Hz
/// @param joints in joint order
/// @param attitude settings of the attitude filter; empty for a robot without an IMU
/// @param safety what the gate watches
/// @param arming when the robot may become active
public record RobotDescription(
        String name,
        int rateHertz,
        List<Joint> joints,
        Optional<AttitudeSettings> attitude,
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
        if (joints.stream().noneMatch(Joint::driven)) {
            throw new IllegalArgumentException("joints must hold at least 1 that is driven, was none");
        }
        if (attitude.isPresent() != safety.imu().isPresent()) {
            throw new IllegalArgumentException("safety must watch an IMU exactly when the robot has one, was "
                    + safety.imu().isPresent() + " and " + attitude.isPresent());
        }
        requireStance(arming.stance(), joints, attitude.isPresent());
        if (rateHertz < 1 || rateHertz > 1000) {
            throw new IllegalArgumentException("rate must be 1-1000 Hz, was " + rateHertz);
        }
    }

    private static void requireStance(Stance stance, List<Joint> joints, boolean imu) {
        switch (stance) {
            case Stance.Upright upright -> {
                if (!imu) {
                    throw new IllegalArgumentException("arming must be by rest without an IMU, was by tilt");
                }
            }
            case Stance.AtRest rest -> {
                List<String> names = joints.stream().map(Joint::name).toList();
                for (Stance.JointRest joint : rest.joints()) {
                    if (!names.contains(joint.joint())) {
                        throw new IllegalArgumentException(
                                "arming rest must name joints of " + names + ", was '" + joint.joint() + "'");
                    }
                }
            }
        }
    }

    /// {@return whether the angle of a joint counts from where it was when its encoder was set up, since its travel is
    /// limited or the robot must rest at a certain angle of it; any other joint counts from each activation}
    ///
    /// @param joint index in joint order
    public boolean keepsZero(int joint) {
        boolean rests =
                switch (arming.stance()) {
                    case Stance.Upright upright -> false;
                    case Stance.AtRest rest ->
                        rest.joints().stream().anyMatch(one -> one.joint()
                                .equals(joints.get(joint).name()));
                };
        return rests || joints.get(joint).limits().limitsTravel();
    }

    /// {@return indices of the joints that a motor drives, ascending: entry k of an action is for joint `driven()[k]`}
    public int[] driven() {
        return IntStream.range(0, joints.size())
                .filter(j -> joints.get(j).driven())
                .toArray();
    }

    /// {@return the names of the joints that a motor drives, in joint order}
    public List<String> drivenNames() {
        return joints.stream().filter(Joint::driven).map(Joint::name).toList();
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
