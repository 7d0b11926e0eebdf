package dev.sinew.config.robot;

/// What the attitude filter makes of the readings. Filled in place by the control step. Base frame: x forward, y
/// left, z up; tilt is positive when the robot leans forward (a positive turn about y).
public final class AttitudeEstimate {
    private final double[] gravity = {0, 0, -1};
    private final double[] angularVelocity = new double[3];
    private boolean calibrated;

    /// Upright and at rest.
    public AttitudeEstimate() {}

    /// {@return direction of gravity in the base frame, unit vector, `[3]`; (0, 0, −1) when upright; the live array}
    public double[] gravity() {
        return gravity;
    }

    /// {@return angular velocity of the base in its own frame, gyroscope bias removed, rad/s, `[3]`; the live array}
    public double[] angularVelocity() {
        return angularVelocity;
    }

    /// {@return lean about y, rad: atan2(gₓ, −g_z) with g the direction of gravity; positive forward}
    public double tilt() {
        // gravity seen from a base that leans forward by θ is (sin θ, 0, −cos θ)
        return StrictMath.atan2(gravity[0], -gravity[2]);
    }

    /// {@return rate of the tilt, rad/s}
    public double tiltRate() {
        return angularVelocity[1];
    }

    /// {@return whether the gyroscope's bias is known; until then the robot does not arm}
    public boolean calibrated() {
        return calibrated;
    }

    /// Says whether the gyroscope's bias is known.
    ///
    /// @param known true once it is
    public void calibrated(boolean known) {
        calibrated = known;
    }
}
