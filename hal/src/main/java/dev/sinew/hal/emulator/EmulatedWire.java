package dev.sinew.hal.emulator;

/// What is wrong with the wires of one bus or line now.
final class EmulatedWire {
    /// Nothing passes.
    boolean gone;
    /// A call does not come back.
    boolean hangs;
    /// A contact that should be closed is open.
    boolean open;

    /// Nothing is wrong.
    void clear() {
        gone = false;
        hangs = false;
        open = false;
    }
}
