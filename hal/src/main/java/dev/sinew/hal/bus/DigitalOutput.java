package dev.sinew.hal.bus;

/// One output line. Every write reaches the line, also one that repeats the level.
public interface DigitalOutput {
    /// Drives the line.
    ///
    /// @param high level to drive
    /// @return how it ended
    BusStatus write(boolean high);
}
