package dev.sinew.config.robot;

/// How a sensor is turned against the base: a signed permutation of axes. Axis 1, 2, 3 is the sensor's x, y, z; a minus
/// sign turns it round. `AxisMap(1, 2, 3)` is a sensor in line with the base.
///
/// @param x sensor axis that points along base x: ±1, ±2 or ±3
/// @param y sensor axis that points along base y
/// @param z sensor axis that points along base z
public record AxisMap(int x, int y, int z) {
    /// Refuses what is no rotation: a repeated axis or a mirror image.
    public AxisMap {
        int ax = Math.abs(x);
        int ay = Math.abs(y);
        int az = Math.abs(z);
        if (ax < 1 || ax > 3 || ay < 1 || ay > 3 || az < 1 || az > 3 || ax == ay || ay == az || ax == az) {
            throw new IllegalArgumentException(
                    "axis map must name sensor axes 1, 2 and 3 once each, was " + x + ", " + y + ", " + z);
        }
        boolean even = (ay - ax + 3) % 3 == 1;
        boolean positive = (long) x * y * z > 0;
        if (even != positive) {
            throw new IllegalArgumentException("axis map must be right-handed, was " + x + ", " + y + ", " + z);
        }
    }

    /// Turns a vector from sensor axes to base axes.
    ///
    /// @param sensor `[3]`
    /// @param base `[3]`, filled; another array than `sensor`
    public void toBase(double[] sensor, double[] base) {
        base[0] = pick(sensor, x);
        base[1] = pick(sensor, y);
        base[2] = pick(sensor, z);
    }

    /// Turns a vector from base axes to sensor axes.
    ///
    /// @param base `[3]`
    /// @param sensor `[3]`, filled; another array than `base`
    public void toSensor(double[] base, double[] sensor) {
        sensor[Math.abs(x) - 1] = Math.signum(x) * base[0];
        sensor[Math.abs(y) - 1] = Math.signum(y) * base[1];
        sensor[Math.abs(z) - 1] = Math.signum(z) * base[2];
    }

    private static double pick(double[] vector, int axis) {
        return axis > 0 ? vector[axis - 1] : -vector[-axis - 1];
    }
}
