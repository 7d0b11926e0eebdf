package dev.sinew.config.contract;

/// What the numbers of an observation term are measured in or against.
public enum Frame {
    /// Base of the robot: x forward, y left, z up.
    BASE,
    /// The joint's own axis, turned by the sign of its [JointConvention], from its default position.
    JOINT,
    /// The policy's action space, −1 to 1.
    ACTION
}
