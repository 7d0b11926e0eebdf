package dev.sinew.sim.sensor;

/// Noise of an MPU6050 behind its filter at 94 Hz. Source: InvenSense *MPU-6000/MPU-6050 Product Specification*,
/// PS-MPU-6000A-00 rev. 3.4, §6.1 (gyroscope total RMS noise 0.05 °/s with the filter at 100 Hz) and §6.2
/// (accelerometer
/// noise density 400 µg/√Hz); filter delay from *Register Map*, RM-MPU-6000A-00 rev. 4.2, §4.3 (3.0 ms and 2.9 ms).
public final class ImuNoise {
    /// Standard deviation of one gyroscope axis, rad/s.
    public static final double ANGULAR_VELOCITY = Math.toRadians(0.05);

    /// Standard deviation of one accelerometer axis, m/s²: the density times the square root of the noise bandwidth
    /// of a
    /// first-order filter, 94 Hz · π/2.
    public static final double SPECIFIC_FORCE = 400e-6 * 9.80665 * Math.sqrt(94 * Math.PI / 2);

    /// How old a reading is when it can be read, s.
    public static final double DELAY_SECONDS = 0.003;

    private ImuNoise() {}
}
