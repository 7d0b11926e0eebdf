package dev.sinew.config.contract;

/// How a policy sees one joint of the robot.
///
/// @param joint its name
/// @param sign +1 when the policy's positive direction is the robot's, else −1; turns angle, velocity and target
/// @param defaultPosition the robot's joint angle that the policy sees as 0, rad
public record JointConvention(String joint, int sign, double defaultPosition) {
    /// Refuses another sign than ±1 and an angle that is not finite.
    public JointConvention {
        if (sign != 1 && sign != -1) {
            throw new IllegalArgumentException("sign must be +1 or -1, was " + sign);
        }
        if (!Double.isFinite(defaultPosition)) {
            throw new IllegalArgumentException("default position must be finite, was " + defaultPosition);
        }
    }
}
