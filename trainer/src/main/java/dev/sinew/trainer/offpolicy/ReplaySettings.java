package dev.sinew.trainer.offpolicy;

import dev.sinew.config.document.Section;

/// What is remembered and drawn.
///
/// @param capacity transitions remembered at most
/// @param batch transitions drawn for an update, B
/// @param steps n of n-step returns; 1 for plain targets
public record ReplaySettings(int capacity, int batch, int steps) {
    private static final int MOST_STEPS = 1000;

    /// Refuses numbers out of range.
    public ReplaySettings {
        if (batch < 2 || capacity < batch) {
            throw new IllegalArgumentException(
                    "batch must be at least 2 and at most the capacity of %d, was %d".formatted(capacity, batch));
        }
        if (steps < 1) {
            throw new IllegalArgumentException("n_step must be at least 1, was " + steps);
        }
    }

    /// Plain targets.
    ///
    /// @param capacity transitions remembered at most
    /// @param batch transitions drawn for an update, B
    public ReplaySettings(int capacity, int batch) {
        this(capacity, batch, 1);
    }

    /// {@return settings read from a file}
    ///
    /// @param section the keys `replay`, `batch`, and `n_step` if it is not to be 1
    static ReplaySettings read(Section section) {
        return section.made(() -> new ReplaySettings(
                section.integer("replay", 2, Integer.MAX_VALUE),
                section.integer("batch", 2, 65_536),
                section.has("n_step") ? section.integer("n_step", 1, MOST_STEPS) : 1));
    }
}
