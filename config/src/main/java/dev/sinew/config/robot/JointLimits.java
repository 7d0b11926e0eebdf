package dev.sinew.config.robot;

/// Limits of one joint.
///
/// @param command largest magnitude of the target, in the unit of the joint's command mode, positive
/// @param commandRate largest change of the target, command unit per second, positive
/// @param velocity largest magnitude of the measured velocity, rad/s, positive; beyond it the robot stops
public record JointLimits(double command, double commandRate, double velocity) {
    /// Refuses limits that are not positive finite numbers.
    public JointLimits {
        require("command", command);
        require("command rate", commandRate);
        require("velocity", velocity);
    }

    private static void require(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("joint limit " + what + " must be positive and finite, was " + value);
        }
    }
}
