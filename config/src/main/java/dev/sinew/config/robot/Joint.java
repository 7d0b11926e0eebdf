package dev.sinew.config.robot;

/// One joint of a robot.
///
/// @param name unique within the robot
/// @param mode what its target means
/// @param limits what it may be asked
public record Joint(String name, CommandMode mode, JointLimits limits) {
    /// Refuses limits that do not fit the mode.
    public Joint {
        if ((mode == CommandMode.PASSIVE) != (limits.command() == 0)) {
            throw new IllegalArgumentException("command limit of " + name
                    + " must be 0 for a passive joint and positive for another, was " + limits.command() + " for "
                    + mode);
        }
    }

    /// {@return whether a motor drives it}
    public boolean driven() {
        return mode != CommandMode.PASSIVE;
    }
}
