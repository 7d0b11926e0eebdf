package dev.sinew.trainer.offpolicy;

import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.trainer.optimizer.AdamSettings;

/// What decides how an off-policy actor–critic learns, whatever its actor.
///
/// @param network shape of actor and critics
/// @param replay what is remembered and drawn
/// @param critics how many and how made
/// @param adam of actor and critics
/// @param discount γ, in `[0, 1)`
/// @param targetRate τ, share of the way that targets follow when they do, in `(0, 1]`
/// @param policyDelay d, critic updates for each update of the actor
public record OffPolicySettings(
        NetworkSettings network,
        ReplaySettings replay,
        CriticSettings critics,
        AdamSettings adam,
        double discount,
        double targetRate,
        int policyDelay) {
    private static final int LONGEST_DELAY = 1000;

    /// Refuses numbers out of range.
    public OffPolicySettings {
        if (!(discount >= 0 && discount < 1)) {
            throw new IllegalArgumentException("discount must be in [0, 1), was " + discount);
        }
        if (!(targetRate > 0 && targetRate <= 1)) {
            throw new IllegalArgumentException("target rate must be in (0, 1], was " + targetRate);
        }
        if (policyDelay < 1) {
            throw new IllegalArgumentException("policy_delay must be at least 1, was " + policyDelay);
        }
    }

    /// {@return settings read from a file}
    ///
    /// @param section the keys `hidden`, `activation`, `normalize_observations`, `replay`, `batch`, `learning_rate`,
    ///     `discount`, `target_rate`; and of the options those that are wanted: those of
    ///     [CriticSettings], `policy_delay`, `n_step`
    /// @param critics N where the file does not say
    /// @param policyDelay d where the file does not say
    public static OffPolicySettings read(Section section, int critics, int policyDelay) {
        return new OffPolicySettings(
                NetworkSettings.read(section),
                ReplaySettings.read(section),
                CriticSettings.read(section, critics),
                AdamSettings.ofRate(section.number("learning_rate", Range.above(0, 1))),
                section.number("discount", Range.of(0, 0.999999)),
                section.number("target_rate", Range.above(0, 1)),
                section.has("policy_delay") ? section.integer("policy_delay", 1, LONGEST_DELAY) : policyDelay);
    }
}
