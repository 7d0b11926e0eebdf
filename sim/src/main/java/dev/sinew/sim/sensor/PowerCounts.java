package dev.sinew.sim.sensor;

/// The steps in which an INA219 counts at gain /8 and 32 V: bus voltage in 4 mV, the voltage across its shunt in 10
/// µV up to ±320 mV (*INA219*, SBOS448G, §8.6.2.1 and §8.6.3).
public final class PowerCounts {
    /// One count of the bus voltage, V.
    public static final double VOLTAGE = 4e-3;

    private static final double SHUNT_VOLTAGE = 10e-6;
    private static final int MOST_VOLTAGE = 8000;
    private static final int MOST_SHUNT_VOLTAGE = 32000;

    private final double current;

    /// A monitor on its shunt.
    ///
    /// @param shuntOhms resistance of the shunt, Ω
    public PowerCounts(double shuntOhms) {
        current = SHUNT_VOLTAGE / shuntOhms;
    }

    /// {@return the voltage in whole counts, V}
    ///
    /// @param volts at the motor supply, V
    public double voltage(double volts) {
        return Math.clamp(Math.rint(volts / VOLTAGE), 0, MOST_VOLTAGE) * VOLTAGE;
    }

    /// {@return the current in whole counts, A}
    ///
    /// @param amperes through the shunt, A
    public double current(double amperes) {
        return Math.clamp(Math.rint(amperes / current), -MOST_SHUNT_VOLTAGE, MOST_SHUNT_VOLTAGE) * current;
    }
}
