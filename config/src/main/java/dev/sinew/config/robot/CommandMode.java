package dev.sinew.config.robot;

/// What a joint's target means.
public enum CommandMode {
    /// Joint angle, rad.
    POSITION,
    /// Joint velocity, rad/s.
    VELOCITY,
    /// Joint torque, N·m.
    TORQUE,
    /// Voltage across the joint's motor, V.
    VOLTAGE
}
