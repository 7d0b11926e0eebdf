package dev.sinew.config.robot;

/// When a robot may become active.
///
/// @param tilt largest magnitude of the tilt, rad
/// @param tiltRate largest magnitude of the tilt rate, rad/s
/// @param holdSeconds how long both must hold without a break, s
/// @param rampSeconds how long targets take to reach full authority after arming, s
public record ArmingRule(double tilt, double tiltRate, double holdSeconds, double rampSeconds) {
    /// Refuses numbers that cannot arm a robot.
    public ArmingRule {
        Bounds.positive("arming tilt", tilt);
        Bounds.positive("arming tilt rate", tiltRate);
        Bounds.notNegative("arming hold", holdSeconds);
        Bounds.notNegative("arming ramp", rampSeconds);
    }
}
