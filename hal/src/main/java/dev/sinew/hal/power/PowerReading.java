package dev.sinew.hal.power;

/// What a power monitor said once. Allocated once and filled in place by the driver.
public final class PowerReading {
    private double voltage;
    private double current;
    private boolean fresh;

    /// All zero and not fresh.
    public PowerReading() {}

    /// {@return voltage of the supply, V}
    public double voltage() {
        return voltage;
    }

    /// {@return current drawn from the supply, A}
    public double current() {
        return current;
    }

    /// {@return whether the monitor measured this since the reading before}
    public boolean fresh() {
        return fresh;
    }

    void set(double volts, double amperes, boolean isFresh) {
        voltage = volts;
        current = amperes;
        fresh = isFresh;
    }
}
