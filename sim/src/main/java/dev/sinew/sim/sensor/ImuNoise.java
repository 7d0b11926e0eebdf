package dev.sinew.sim.sensor;

/// Noise and delay of an MPU6050 behind its filter as our driver sets it, DLPF_CFG 3. Source: InvenSense
/// *MPU-6000/MPU-6050 Product Specification*, PS-MPU-6000A-00 rev. 3.4, §6.1 (gyroscope noise density 0.005 °/s/√Hz)
/// and §6.2 (accelerometer noise density 400 µg/√Hz); bandwidth and delay from *Register Map*, RM-MPU-6000A-00 rev.
/// 4.2, §4.3 (accelerometer 44 Hz and 4.9 ms, gyroscope 42 Hz and 4.8 ms).
public final class ImuNoise {
    /// Standard deviation of one gyroscope axis, rad/s: the density times the square root of the noise bandwidth of a
    /// first-order filter, 42 Hz · π/2.
    public static final double ANGULAR_VELOCITY = Math.toRadians(0.005) * Math.sqrt(42 * Math.PI / 2);

    /// Standard deviation of one accelerometer axis, m/s²: likewise at 44 Hz.
    public static final double SPECIFIC_FORCE = 400e-6 * 9.80665 * Math.sqrt(44 * Math.PI / 2);

    /// How old a reading is when it can be read, s.
    public static final double DELAY_SECONDS = 0.005;

    private ImuNoise() {}
}
