package dev.sinew.config.robot;

/// What the safety gate watches, besides the limits of each joint.
///
/// @param stop how this robot stops
/// @param tilt largest magnitude of the tilt, rad; beyond it the robot stops
/// @param staleTicks ticks that the last target is held on a missing reading; one more stops the robot
/// @param frozenImuTicks equal IMU readings in a row that mean a frozen sensor
/// @param spikeAngularVelocity change of the angular velocity within one tick that no motion makes, rad/s
/// @param spikeSpecificForce change of the specific force within one tick that no motion makes, m/s²
/// @param spikeTicks spikes in a row that stop the robot; fewer are rejected and counted
/// @param stuckEncoderTicks ticks a driven joint may show no motion before the robot stops
/// @param stuckCommand magnitude of a target above which a joint counts as driven, in its command unit
/// @param supplyMinimum lowest voltage of the motor supply, V; below it the robot stops in the same tick
/// @param latePolicyTicks ticks a late policy is answered by holding the last target; more stop the robot
public record SafetyLimits(
        StopCategory stop,
        double tilt,
        int staleTicks,
        int frozenImuTicks,
        double spikeAngularVelocity,
        double spikeSpecificForce,
        int spikeTicks,
        int stuckEncoderTicks,
        double stuckCommand,
        double supplyMinimum,
        int latePolicyTicks) {
    /// Refuses limits that watch nothing.
    public SafetyLimits {
        Bounds.positive("safety tilt", tilt);
        Bounds.atLeastOne("safety stale ticks", staleTicks);
        Bounds.atLeastOne("safety frozen IMU ticks", frozenImuTicks);
        Bounds.positive("safety spike angular velocity", spikeAngularVelocity);
        Bounds.positive("safety spike specific force", spikeSpecificForce);
        Bounds.atLeastOne("safety spike ticks", spikeTicks);
        Bounds.atLeastOne("safety stuck encoder ticks", stuckEncoderTicks);
        Bounds.positive("safety stuck command", stuckCommand);
        Bounds.positive("safety supply minimum", supplyMinimum);
        Bounds.atLeastOne("safety late policy ticks", latePolicyTicks);
    }
}
