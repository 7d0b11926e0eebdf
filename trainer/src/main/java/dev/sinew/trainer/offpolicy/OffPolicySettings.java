package dev.sinew.trainer.offpolicy;

import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.trainer.optimizer.AdamSettings;

/// What decides how an off-policy actor–critic learns, whatever its actor.
///
/// @param network shape of actor and critics
/// @param replay what is remembered and drawn
/// @param critics how many and how made
/// @param adam of the critics, and of the actor where it has none of its own
/// @param discount γ, in `[0, 1)`
/// @param targetRate τ, share of the way that targets follow when they do, in `(0, 1]`
/// @param actor how it is trained
public record OffPolicySettings(
        NetworkSettings network,
        ReplaySettings replay,
        CriticSettings critics,
        AdamSettings adam,
        double discount,
        double targetRate,
        ActorSettings actor) {
    /// Refuses numbers out of range.
    public OffPolicySettings {
        if (!(discount >= 0 && discount < 1)) {
            throw new IllegalArgumentException("discount must be in [0, 1), was " + discount);
        }
        if (!(targetRate > 0 && targetRate <= 1)) {
            throw new IllegalArgumentException("target rate must be in (0, 1], was " + targetRate);
        }
        if (actor.smoothness().isPresent() && actor.smoothness().get().temporal() > 0 && replay.steps() > 1) {
            throw new IllegalArgumentException(
                    "n_step must be 1 with a temporal weight of action_smoothness, which compares one step with the"
                            + " next, was " + replay.steps());
        }
    }

    /// {@return what the actor steps with}
    public AdamSettings actorAdam() {
        return actor.adam().orElse(adam);
    }

    /// {@return settings read from a file}
    ///
    /// @param section the keys `hidden`, `activation`, `normalize_observations`, `replay`, `batch`, `learning_rate`,
    ///     `discount`, `target_rate`; and of the options those that are wanted: those of
    ///     [CriticSettings] and [ActorSettings], `n_step`, `prior`
    /// @param critics N where the file does not say
    /// @param policyDelay d where the file does not say
    public static OffPolicySettings read(Section section, int critics, int policyDelay) {
        return section.made(() -> new OffPolicySettings(
                NetworkSettings.read(section),
                ReplaySettings.read(section),
                CriticSettings.read(section, critics),
                AdamSettings.ofRate(section.number("learning_rate", Range.above(0, 1))),
                section.number("discount", Range.of(0, 0.999999)),
                section.number("target_rate", Range.above(0, 1)),
                ActorSettings.read(section, policyDelay)));
    }
}
