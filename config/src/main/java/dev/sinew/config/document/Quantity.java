package dev.sinew.config.document;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/// A physical quantity and the units a file may state it in. The first unit of each is SI.
public enum Quantity {
    /// rad, deg.
    ANGLE,
    /// rad/s, deg/s, rpm.
    ANGULAR_VELOCITY,
    /// rad/s2, deg/s2.
    ANGULAR_ACCELERATION,
    /// s, ms, us.
    TIME,
    /// Hz, kHz.
    FREQUENCY,
    /// m, cm, mm.
    LENGTH,
    /// m/s.
    VELOCITY,
    /// m/s2.
    ACCELERATION,
    /// kg, g.
    MASS,
    /// N*m, mN*m.
    TORQUE,
    /// N*m/s.
    TORQUE_RATE,
    /// V, mV.
    VOLTAGE,
    /// V/s.
    VOLTAGE_RATE,
    /// A, mA.
    CURRENT,
    /// Ohm, mOhm.
    RESISTANCE;

    /// One unit: SI value = number · 10^power · factor.
    record Unit(String symbol, int power, double factor) {
        private Unit(String symbol) {
            this(symbol, 0, 1);
        }

        private Unit(String symbol, int power) {
            this(symbol, power, 1);
        }

        /// {@return a written number in SI; decimal prefixes cost no rounding of their own: 500 ms is exactly 0.5 s}
        double toSi(String number) {
            return new BigDecimal(number).scaleByPowerOfTen(power).doubleValue() * factor;
        }

        /// {@return an SI value in this unit, rounded for people}
        String show(double si) {
            double value = si / factor;
            if (Double.isInfinite(value)) {
                return value + " " + symbol;
            }
            BigDecimal rounded = new BigDecimal(value).scaleByPowerOfTen(-power).round(new MathContext(6));
            return plain(rounded) + " " + symbol;
        }
    }

    /// {@return a number without trailing zeros}
    static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        boolean handy = Math.abs(stripped.scale()) <= 9 && stripped.precision() <= 12;
        return handy ? stripped.toPlainString() : stripped.toString();
    }

    /// {@return the symbol of the SI unit}
    public String symbol() {
        return units().getFirst().symbol();
    }

    /// {@return the symbols a file may use, SI first: `rad, deg`}
    String symbols() {
        return String.join(", ", units().stream().map(Unit::symbol).toList());
    }

    Optional<Unit> unit(String symbol) {
        return units().stream().filter(unit -> unit.symbol().equals(symbol)).findFirst();
    }

    private List<Unit> units() {
        double degree = Math.PI / 180;
        return switch (this) {
            case ANGLE -> List.of(new Unit("rad"), new Unit("deg", 0, degree));
            case ANGULAR_VELOCITY ->
                List.of(new Unit("rad/s"), new Unit("deg/s", 0, degree), new Unit("rpm", 0, Math.PI / 30));
            case ANGULAR_ACCELERATION -> List.of(new Unit("rad/s2"), new Unit("deg/s2", 0, degree));
            case TIME -> List.of(new Unit("s"), new Unit("ms", -3), new Unit("us", -6));
            case FREQUENCY -> List.of(new Unit("Hz"), new Unit("kHz", 3));
            case LENGTH -> List.of(new Unit("m"), new Unit("cm", -2), new Unit("mm", -3));
            case VELOCITY -> List.of(new Unit("m/s"));
            case ACCELERATION -> List.of(new Unit("m/s2"));
            case MASS -> List.of(new Unit("kg"), new Unit("g", -3));
            case TORQUE -> List.of(new Unit("N*m"), new Unit("mN*m", -3));
            case TORQUE_RATE -> List.of(new Unit("N*m/s"));
            case VOLTAGE -> List.of(new Unit("V"), new Unit("mV", -3));
            case VOLTAGE_RATE -> List.of(new Unit("V/s"));
            case CURRENT -> List.of(new Unit("A"), new Unit("mA", -3));
            case RESISTANCE -> List.of(new Unit("Ohm"), new Unit("mOhm", -3));
        };
    }
}
