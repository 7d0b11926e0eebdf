package dev.sinew.hal.emulator;

/// Something between the emulated chips and the plant's motors.
interface Bridges {
    /// Puts what the bridges do now across the plant's motors.
    void drive();
}
