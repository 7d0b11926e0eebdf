package dev.sinew.runtime.replay;

/// Where a replay did something else than the record says.
///
/// @param tick in which it did, [#PREPARATION] before the first
/// @param place device or field, and what was recorded and what was replayed
public record Difference(long tick, String place) {
    /// Stands for what comes before the first tick.
    public static final long PREPARATION = -1;

    /// {@return the difference in one line}
    public String line() {
        return (tick == PREPARATION ? "before the first tick" : "tick " + tick) + ", " + place;
    }
}
