package dev.sinew.config.robot;

/// When a robot may become active.
///
/// @param stance how it must stand or hang
/// @param holdSeconds how long it must do so without a break, s
/// @param rampSeconds how long targets take to reach full authority after arming, s
public record ArmingRule(Stance stance, double holdSeconds, double rampSeconds) {
    /// Refuses numbers that cannot arm a robot.
    public ArmingRule {
        Bounds.notNegative("arming hold", holdSeconds);
        Bounds.notNegative("arming ramp", rampSeconds);
    }
}
