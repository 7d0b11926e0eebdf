package dev.sinew.hal.emulator;

/// The motor supply as the chips meet it: the plant's, pulled down while a brown-out is scripted.
final class SupplyRail {
    private final Plant plant;
    private double ceiling = Double.POSITIVE_INFINITY;

    SupplyRail(Plant plant) {
        this.plant = plant;
    }

    /// Pulls the supply down.
    ///
    /// @param volts most that is left of it, V; infinity for no brown-out
    void ceiling(double volts) {
        ceiling = volts;
    }

    /// {@return the voltage behind the supply switch, V}
    double volts() {
        return Math.min(plant.supplyVoltage(), ceiling);
    }

    /// {@return the current drawn from the supply, A}
    double amperes() {
        return plant.supplyCurrent();
    }

    /// {@return what is left of the plant's own voltage, 0-1}
    double share() {
        double own = plant.supplyVoltage();
        return own > ceiling ? ceiling / own : 1;
    }
}
