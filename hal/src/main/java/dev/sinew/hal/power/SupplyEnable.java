package dev.sinew.hal.power;

import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.DigitalOutput;

/// The line that switches the motor supply: high is on; low is off, and so is nobody driving it, by a pull-down. It
/// needs no bus: a robot can be cut when all buses are gone.
public final class SupplyEnable {
    private final DigitalOutput line;

    /// Off by the level that the line was opened with.
    ///
    /// @param line opened low
    public SupplyEnable(DigitalOutput line) {
        this.line = line;
    }

    /// Switches the motor supply on.
    ///
    /// @return how it ended
    public BusStatus on() {
        return line.write(true);
    }

    /// Takes the motor supply away.
    ///
    /// @return how it ended
    public BusStatus off() {
        return line.write(false);
    }
}
