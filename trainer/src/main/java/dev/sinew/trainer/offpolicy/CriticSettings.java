package dev.sinew.trainer.offpolicy;

import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import java.util.OptionalInt;

/// How many critics there are and how they are made.
///
/// @param count N
/// @param subset M, size of the random subset whose smallest next value is the target; the actor then climbs the mean
///     of all. Empty for the smallest of all, and the actor's value as the algorithm has it
/// @param layerNorm whether the sums of hidden layers are normalised before the activation
/// @param dropout share of those sums that is dropped in training, before they are normalised; never when acting
public record CriticSettings(int count, OptionalInt subset, boolean layerNorm, double dropout) {
    private static final int MOST = 100;

    /// Refuses numbers out of range.
    public CriticSettings {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("critics must be 1 to %d, were %d".formatted(MOST, count));
        }
        if (subset.isPresent() && (subset.getAsInt() < 1 || subset.getAsInt() > count)) {
            throw new IllegalArgumentException("critic_subset must be at least 1 and at most the %d critics, was %d"
                    .formatted(count, subset.getAsInt()));
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("critic_dropout must be in [0, 1), was " + dropout);
        }
        if (dropout > 0 && !layerNorm) {
            throw new IllegalArgumentException(
                    "critic_layer_norm must be true with a critic_dropout of %s, was false".formatted(dropout));
        }
    }

    /// {@return plain critics}
    ///
    /// @param count N
    public static CriticSettings of(int count) {
        return new CriticSettings(count, OptionalInt.empty(), false, 0);
    }

    /// {@return settings read from a file}
    ///
    /// @param section the keys `critics`, `critic_subset`, `critic_layer_norm` and `critic_dropout`, all optional
    /// @param count N where the file does not say
    static CriticSettings read(Section section, int count) {
        return section.made(() -> new CriticSettings(
                section.has("critics") ? section.integer("critics", 1, MOST) : count,
                section.has("critic_subset")
                        ? OptionalInt.of(section.integer("critic_subset", 1, MOST))
                        : OptionalInt.empty(),
                section.has("critic_layer_norm") && section.flag("critic_layer_norm"),
                section.has("critic_dropout") ? section.number("critic_dropout", Range.of(0, 1)) : 0));
    }
}
