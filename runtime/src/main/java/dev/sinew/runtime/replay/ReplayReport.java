package dev.sinew.runtime.replay;

import java.util.Optional;

/// What came of a replay.
///
/// @param compared how much was compared
/// @param differing how much of it differs
/// @param first where a byte or a field differs first: of one tick the field, as it is the cause
/// @param firstByte where a written byte differs first
/// @param answers of the recorded policies
/// @param incomplete why the record was not replayed to its stop, if so
public record ReplayReport(
        Compared compared,
        Differing differing,
        Optional<Difference> first,
        Optional<Difference> firstByte,
        Answers answers,
        Optional<String> incomplete) {
    /// How much was compared.
    ///
    /// @param ticks whole ones, the stop included
    /// @param transfers on all buses and lines, those before the first tick included
    /// @param bytes written in them
    /// @param readings of clocks that were answered
    public record Compared(long ticks, long transfers, long bytes, long readings) {}

    /// How much differs.
    ///
    /// @param ticks with a difference of any kind; what comes before the first tick counts as one
    /// @param bytes written that differ, or are missing, or too many
    public record Differing(long ticks, long bytes) {}

    /// {@return whether nothing that was compared differs}
    public boolean equal() {
        return first.isEmpty();
    }
}
