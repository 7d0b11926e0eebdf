package dev.sinew.config.robot;

/// Limits of one joint.
///
/// @param command largest magnitude of the target, in the unit of the joint's command mode, positive
/// @param commandRate largest change of the target, command unit per second, positive
/// @param velocity largest magnitude of the measured velocity, rad/s, positive; beyond it the robot stops
public record JointLimits(double command, double commandRate, double velocity) {
    /// Refuses limits that are not positive finite numbers.
    public JointLimits {
        Bounds.positive("joint limit command", command);
        Bounds.positive("joint limit command rate", commandRate);
        Bounds.positive("joint limit velocity", velocity);
    }
}
