package dev.sinew.trainer.offpolicy;

import dev.sinew.config.document.Section;
import java.util.Optional;

/// How an actor is trained.
///
/// @param policyDelay d, critic updates for each update of the actor
/// @param smoothness what it pays for actions that jump; empty for nothing
public record ActorSettings(int policyDelay, Optional<SmoothnessSettings> smoothness) {
    private static final int LONGEST_DELAY = 1000;

    /// Refuses numbers out of range.
    public ActorSettings {
        if (policyDelay < 1) {
            throw new IllegalArgumentException("policy_delay must be at least 1, was " + policyDelay);
        }
    }

    /// {@return a plain actor}
    ///
    /// @param policyDelay d
    public static ActorSettings every(int policyDelay) {
        return new ActorSettings(policyDelay, Optional.empty());
    }

    /// {@return settings read from a file}
    ///
    /// @param section the keys `policy_delay` and `action_smoothness`, both optional
    /// @param policyDelay d where the file does not say
    static ActorSettings read(Section section, int policyDelay) {
        return new ActorSettings(
                section.has("policy_delay") ? section.integer("policy_delay", 1, LONGEST_DELAY) : policyDelay,
                section.has("action_smoothness")
                        ? Optional.of(SmoothnessSettings.read(section.section("action_smoothness")))
                        : Optional.empty());
    }
}
