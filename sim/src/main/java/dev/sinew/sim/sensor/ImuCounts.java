package dev.sinew.sim.sensor;

/// The steps in which an MPU6050 counts at ±1000 °/s and ±4 g: 32.8 LSB per °/s and 8192 LSB per g, 16 bits
/// (*Register Map*, RM-MPU-6000A-00 rev. 4.2, §4.17 and §4.19).
public final class ImuCounts {
    /// One count of angular velocity, rad/s.
    public static final double ANGULAR_VELOCITY = Math.toRadians(1 / 32.8);

    /// One count of specific force, m/s².
    public static final double SPECIFIC_FORCE = 9.80665 / 8192;

    private ImuCounts() {}

    /// Rounds to whole counts and stops at the ends of 16 bits.
    ///
    /// @param analog `[3]`
    /// @param count size of one count
    /// @param digital `[3]`, filled
    public static void quantize(double[] analog, double count, double[] digital) {
        for (int axis = 0; axis < 3; axis++) {
            digital[axis] = Math.clamp(Math.rint(analog[axis] / count), Short.MIN_VALUE, Short.MAX_VALUE) * count;
        }
    }
}
