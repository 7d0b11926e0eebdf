package dev.sinew.sim.world;

/// How a balancer starts: on the ground at the origin, heading along x, wheels rolling as it moves.
///
/// @param tilt lean, rad, positive forward
/// @param tiltRate rad/s
/// @param velocity forward, m/s
public record BalancerStart(double tilt, double tiltRate, double velocity) {
    /// Upright and at rest.
    public static final BalancerStart UPRIGHT = new BalancerStart(0, 0, 0);
}
