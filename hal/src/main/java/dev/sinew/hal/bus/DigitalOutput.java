package dev.sinew.hal.bus;

/// One output line.
public interface DigitalOutput {
    /// Drives the line.
    ///
    /// @param high level to drive
    /// @return how it ended
    BusStatus write(boolean high);
}
