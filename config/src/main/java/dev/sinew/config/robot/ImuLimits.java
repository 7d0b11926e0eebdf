package dev.sinew.config.robot;

/// What the safety gate watches on a robot with an IMU.
///
/// @param tilt largest magnitude of the tilt, rad; beyond it the robot stops
/// @param frozenTicks equal IMU readings in a row that mean a frozen sensor
/// @param spikeAngularVelocity change of the angular velocity within one tick that no motion makes, rad/s
/// @param spikeSpecificForce change of the specific force within one tick that no motion makes, m/s²
/// @param spikeTicks spikes in a row that stop the robot; fewer are rejected and counted
public record ImuLimits(
        double tilt, int frozenTicks, double spikeAngularVelocity, double spikeSpecificForce, int spikeTicks) {
    /// Refuses limits that watch nothing.
    public ImuLimits {
        Bounds.positive("safety tilt", tilt);
        Bounds.atLeastOne("safety frozen IMU ticks", frozenTicks);
        Bounds.positive("safety spike angular velocity", spikeAngularVelocity);
        Bounds.positive("safety spike specific force", spikeSpecificForce);
        Bounds.atLeastOne("safety spike ticks", spikeTicks);
    }
}
