package dev.sinew.config.robot;

/// Limits of one joint.
///
/// @param command largest magnitude of the target, in the unit of the joint's command mode, positive; 0 for a passive
///     joint
/// @param commandRate largest change of the target, command unit per second, positive; 0 for a passive joint
/// @param velocity largest magnitude of the measured velocity, rad/s, positive; beyond it the robot stops
/// @param travel largest magnitude of the angle, rad, positive; beyond it the joint is only driven back, and turning
///     further out stops the robot. Infinite for a joint that may turn on and on
public record JointLimits(double command, double commandRate, double velocity, double travel) {
    /// Refuses limits that are not positive numbers.
    public JointLimits {
        if (command != 0 || commandRate != 0) {
            Bounds.positive("joint limit command", command);
            Bounds.positive("joint limit command rate", commandRate);
        }
        Bounds.positive("joint limit velocity", velocity);
        if (!(travel > 0)) {
            throw new IllegalArgumentException("joint limit travel must be positive, was " + travel);
        }
    }

    /// Limits of a joint that may turn on and on.
    ///
    /// @param command largest magnitude of the target, in the unit of the joint's command mode
    /// @param commandRate largest change of the target, command unit per second
    /// @param velocity largest magnitude of the measured velocity, rad/s
    public JointLimits(double command, double commandRate, double velocity) {
        this(command, commandRate, velocity, Double.POSITIVE_INFINITY);
    }

    /// {@return whether the angle is limited}
    public boolean limitsTravel() {
        return travel < Double.POSITIVE_INFINITY;
    }
}
