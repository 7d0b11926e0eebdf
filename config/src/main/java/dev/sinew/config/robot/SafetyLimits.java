package dev.sinew.config.robot;

import java.util.Optional;

/// What the safety gate watches, besides the limits of each joint.
///
/// @param stop how this robot stops
/// @param imu what it watches on the IMU; empty for a robot without one
/// @param staleTicks ticks that the last target is held on a missing reading; one more stops the robot
/// @param stuckEncoderTicks ticks a driven joint may show no motion before the robot stops
/// @param stuckCommand magnitude of a target above which a joint counts as driven, in its command unit
/// @param supplyMinimum lowest voltage of the motor supply, V; below it the robot stops in the same tick
/// @param latePolicyTicks ticks a late policy is answered by holding the last target; more stop the robot
public record SafetyLimits(
        StopCategory stop,
        Optional<ImuLimits> imu,
        int staleTicks,
        int stuckEncoderTicks,
        double stuckCommand,
        double supplyMinimum,
        int latePolicyTicks) {
    /// Refuses limits that watch nothing.
    public SafetyLimits {
        Bounds.atLeastOne("safety stale ticks", staleTicks);
        Bounds.atLeastOne("safety stuck encoder ticks", stuckEncoderTicks);
        Bounds.positive("safety stuck command", stuckCommand);
        Bounds.positive("safety supply minimum", supplyMinimum);
        Bounds.atLeastOne("safety late policy ticks", latePolicyTicks);
    }
}
