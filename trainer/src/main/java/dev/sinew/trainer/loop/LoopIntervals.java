package dev.sinew.trainer.loop;

/// How often something is due, in environment steps over all worlds. 0 is never.
///
/// @param metrics between rows of figures
/// @param evaluation between evaluations; each also gives a row
/// @param checkpoint between checkpoints; the end of a training always gets one
public record LoopIntervals(long metrics, long evaluation, long checkpoint) {
    /// Refuses negative intervals.
    public LoopIntervals {
        requireNotNegative("metrics interval", metrics);
        requireNotNegative("evaluation interval", evaluation);
        requireNotNegative("checkpoint interval", checkpoint);
    }

    /// {@return whether an interval ended on the way from step `before` to step `after`}
    ///
    /// @param interval steps, 0 for never
    /// @param before step count before
    /// @param after step count after
    static boolean due(long interval, long before, long after) {
        return interval > 0 && after / interval > before / interval;
    }

    private static void requireNotNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative, was " + value);
        }
    }
}
