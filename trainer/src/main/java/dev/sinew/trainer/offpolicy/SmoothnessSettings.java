package dev.sinew.trainer.offpolicy;

import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;

/// How much an actor pays for actions that change although the state hardly does (see [SmoothnessPenalty]).
///
/// @param temporal λ_T, weight of the change from one step to the next, not negative
/// @param spatial λ_S, weight of the change under noise on the observation, not negative
/// @param std σ of that noise, in units of what the network sees: normalized where observations are; 0 without λ_S
public record SmoothnessSettings(double temporal, double spatial, double std) {
    private static final double MOST = 1e6;

    /// Refuses numbers out of range.
    public SmoothnessSettings {
        if (!(temporal >= 0 && spatial >= 0 && temporal + spatial > 0 && temporal + spatial <= MOST)) {
            throw new IllegalArgumentException(
                    "action_smoothness must have a temporal or spatial weight above 0, was %s and %s"
                            .formatted(temporal, spatial));
        }
        if (spatial > 0 != std > 0 || !(std < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "std of action_smoothness must be positive with a spatial weight and absent without, was %s with %s"
                            .formatted(std, spatial));
        }
    }

    /// {@return settings read from a file}
    ///
    /// @param section the keys `temporal` and `spatial`, of which one may be absent, and with `spatial` also `std`
    static SmoothnessSettings read(Section section) {
        return section.made(() -> new SmoothnessSettings(
                weight(section, "temporal"), weight(section, "spatial"), weight(section, "std")));
    }

    private static double weight(Section section, String key) {
        return section.has(key) ? section.number(key, Range.of(0, MOST)) : 0;
    }
}
