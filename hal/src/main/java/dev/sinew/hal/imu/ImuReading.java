package dev.sinew.hal.imu;

/// What an IMU said once, in base axes. Allocated once and filled in place by the driver.
public final class ImuReading {
    private final double[] angularVelocity = new double[3];
    private final double[] specificForce = new double[3];
    private double temperature;
    private boolean fresh;

    /// All zero and not fresh.
    public ImuReading() {}

    /// {@return angular velocity, rad/s, `[3]`; the live array}
    public double[] angularVelocity() {
        return angularVelocity;
    }

    /// {@return specific force, m/s² (+9.81 upwards at rest), `[3]`; the live array}
    public double[] specificForce() {
        return specificForce;
    }

    /// {@return temperature of the chip, °C}
    public double temperature() {
        return temperature;
    }

    /// {@return whether the chip took this sample since the reading before}
    public boolean fresh() {
        return fresh;
    }

    void conclude(double celsius, boolean isFresh) {
        temperature = celsius;
        fresh = isFresh;
    }
}
