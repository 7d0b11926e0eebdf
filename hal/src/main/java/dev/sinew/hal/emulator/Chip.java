package dev.sinew.hal.emulator;

/// What every emulated chip has in common: things go wrong with it.
interface Chip {
    /// Its supply came back: every register at its reset value.
    void powerOn();

    /// {@return what is wrong with it; the live object}
    ChipFaults faults();
}
