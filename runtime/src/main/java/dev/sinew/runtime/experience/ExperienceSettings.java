package dev.sinew.runtime.experience;

import java.time.Duration;

/// How experience is sent.
///
/// @param batchTransitions transitions after which a batch is whole
/// @param batchAge time after which a batch is whole, however few it holds
/// @param queueBatches batches that may wait for the disk
/// @param window batches that may be under way without the learner's answer; below the broker's receive maximum (20)
/// @param ackTimeout time without an answer after which everything under way is sent again, doubled each time it was
///     in vain up to [#longestTimeout]
public record ExperienceSettings(
        int batchTransitions, Duration batchAge, int queueBatches, int window, Duration ackTimeout) {
    private static final int LONGEST_FACTOR = 12;

    /// Refuses what cannot work.
    public ExperienceSettings {
        if (batchTransitions < 1 || queueBatches < 1 || window < 1) {
            throw new IllegalArgumentException("transitions of a batch, queue and window must be at least 1, were "
                    + batchTransitions + ", " + queueBatches + " and " + window);
        }
        if (batchAge.isNegative() || batchAge.isZero() || ackTimeout.isNegative() || ackTimeout.isZero()) {
            throw new IllegalArgumentException("age of a batch and timeout must be above 0, were " + batchAge.toMillis()
                    + " and " + ackTimeout.toMillis() + " ms");
        }
    }

    /// {@return a second in a batch at 100 Hz, 64 batches before a disk that stalls, 16 under way, 5 s of patience}
    public static ExperienceSettings usual() {
        return new ExperienceSettings(100, Duration.ofSeconds(1), 64, 16, Duration.ofSeconds(5));
    }

    /// {@return the longest that a timeout grows to}
    public Duration longestTimeout() {
        return ackTimeout.multipliedBy(LONGEST_FACTOR);
    }
}
