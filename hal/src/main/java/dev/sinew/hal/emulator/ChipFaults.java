package dev.sinew.hal.emulator;

/// What is wrong with one chip now. Set by the board from the fault script, obeyed by the bus and by the chip.
final class ChipFaults {
    /// The chip does not acknowledge; on SPI, its output line floats high.
    boolean absent;
    /// Its transfers end early.
    boolean cutShort;
    /// Its registers stop updating.
    boolean stale;
    /// It reports new samples that all equal the last one.
    boolean frozen;
    /// Added to each axis of the angular velocity it samples, and to that of the shaft whose edges it counts, rad/s.
    double angularVelocity;
    /// Added to each axis of the specific force it samples, m/s².
    double specificForce;

    /// Nothing is wrong.
    void clear() {
        absent = false;
        cutShort = false;
        stale = false;
        frozen = false;
        angularVelocity = 0;
        specificForce = 0;
    }
}
