package dev.sinew.config.robot;

/// One joint of a robot.
///
/// @param name unique within the robot
/// @param mode what its target means
/// @param limits what it may be asked
public record Joint(String name, CommandMode mode, JointLimits limits) {}
