package dev.sinew.trainer.offpolicy;

import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import java.nio.file.Path;
import java.util.Optional;

/// What is remembered and drawn.
///
/// @param capacity transitions remembered at most
/// @param batch transitions drawn for an update, B
/// @param steps n of n-step returns; 1 for plain targets
/// @param prior transitions from before that are mixed in, if any
public record ReplaySettings(int capacity, int batch, int steps, Optional<Prior> prior) {
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
        this(capacity, batch, 1, Optional.empty());
    }

    /// {@return settings read from a file}
    ///
    /// @param section the keys `replay`, `batch`, `n_step` if it is not to be 1, and `prior` with
    ///     `file` and `share` if there is one
    static ReplaySettings read(Section section) {
        return section.made(() -> new ReplaySettings(
                section.integer("replay", 2, Integer.MAX_VALUE),
                section.integer("batch", 2, 65_536),
                section.has("n_step") ? section.integer("n_step", 1, MOST_STEPS) : 1,
                section.has("prior") ? Optional.of(Prior.read(section.section("prior"))) : Optional.empty()));
    }

    /// Transitions from before.
    ///
    /// @param file that [dev.sinew.trainer.replay.PriorFile] wrote; a relative one starts at the working directory, as
    ///     every path of a command does, not at the settings file: a run folder keeps a copy of that elsewhere
    /// @param share of the rows of each batch, in `(0, 1)`
    public record Prior(Path file, double share) {
        /// Refuses numbers out of range.
        public Prior {
            if (!(share > 0 && share < 1)) {
                throw new IllegalArgumentException("share of the prior must be in (0, 1), was " + share);
            }
        }

        private static Prior read(Section section) {
            return section.made(
                    () -> new Prior(Path.of(section.text("file")), section.number("share", Range.above(0, 1))));
        }
    }
}
