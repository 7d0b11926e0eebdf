package dev.sinew.trainer.offpolicy;

import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.trainer.optimizer.AdamSettings;
import java.util.Optional;

/// How an actor is trained.
///
/// @param policyDelay d, critic updates for each update of the actor
/// @param smoothness what it pays for actions that jump; empty for nothing
/// @param adam of the actor; empty for that of the critics
public record ActorSettings(int policyDelay, Optional<SmoothnessSettings> smoothness, Optional<AdamSettings> adam) {
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
        return new ActorSettings(policyDelay, Optional.empty(), Optional.empty());
    }

    /// {@return these settings with another penalty}
    ///
    /// @param weights of what the actor pays for actions that jump
    public ActorSettings with(SmoothnessSettings weights) {
        return new ActorSettings(policyDelay, Optional.of(weights), adam);
    }

    /// {@return these settings with a learning rate of the actor's own}
    ///
    /// @param rate of its Adam, positive
    public ActorSettings withRate(double rate) {
        return new ActorSettings(policyDelay, smoothness, Optional.of(AdamSettings.ofRate(rate)));
    }

    /// {@return settings read from a file}
    ///
    /// @param section the keys `policy_delay`, `action_smoothness` and `actor_learning_rate`, all optional
    /// @param policyDelay d where the file does not say
    static ActorSettings read(Section section, int policyDelay) {
        return new ActorSettings(
                section.has("policy_delay") ? section.integer("policy_delay", 1, LONGEST_DELAY) : policyDelay,
                section.has("action_smoothness")
                        ? Optional.of(SmoothnessSettings.read(section.section("action_smoothness")))
                        : Optional.empty(),
                section.has("actor_learning_rate")
                        ? Optional.of(AdamSettings.ofRate(section.number("actor_learning_rate", Range.above(0, 1))))
                        : Optional.empty());
    }
}
