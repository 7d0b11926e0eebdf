package dev.sinew.hal.power;

import dev.sinew.hal.bus.DigitalInput;

/// Normally-closed emergency stop between a line with pull-up and ground. Whatever is not a closed contact is a stop:
/// pressed, a broken wire, a line that cannot be read.
public final class EmergencyStop {
    private final DigitalInput line;

    /// Reads nothing yet.
    ///
    /// @param line opened with its pull-up
    public EmergencyStop(DigitalInput line) {
        this.line = line;
    }

    /// {@return whether the robot must stop}
    public boolean open() {
        return switch (line.read()) {
            case LOW -> false;
            case HIGH, GONE -> true;
        };
    }
}
