package dev.sinew.hal.safety;

/// What a control loop asks of whoever takes the motor supply away when it stops ticking.
public interface LoopGuard {
    /// {@return whether it took the supply away; the loop then raises [Fault#LOOP_STALLED] at the gate, and asks for
    /// it back itself where nothing is driven}
    boolean tripped();

    /// Asks to give the supply back to the loop. Any thread.
    void reset();
}
