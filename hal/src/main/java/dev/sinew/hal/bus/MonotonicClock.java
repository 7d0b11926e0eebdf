package dev.sinew.hal.bus;

/// The time that everything in the control path goes by. Tests pass a virtual one: an hour of ticks takes
/// milliseconds.
public interface MonotonicClock {
    /// {@return now, ns on a clock that never steps}
    long nanos();

    /// Sleeps until `deadline`; returns at once when it has passed. May wake late, never early.
    ///
    /// @param deadline ns on this clock
    void sleepUntil(long deadline);
}
