package dev.sinew.trainer.algorithm.npg;

import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.trainer.rollout.ActorCriticSettings;
import dev.sinew.trainer.rollout.NaturalGradient;
import dev.sinew.trainer.rollout.ValueRegression;

/// What decides how the natural policy gradient learns.
///
/// @param actorCritic shapes, rollout and advantages
/// @param divergence δ: mean KL(old ‖ new) that a step aims at, nats, positive
/// @param gradient how the direction is found
/// @param value how the value function is fitted
public record NpgSettings(
        ActorCriticSettings actorCritic,
        double divergence,
        NaturalGradient.Settings gradient,
        ValueRegression.Settings value) {
    /// Refuses numbers out of range.
    public NpgSettings {
        if (!(divergence > 0 && divergence < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("target_kl must be positive, was " + divergence);
        }
    }

    /// Refuses a rollout that minibatches do not fill.
    ///
    /// @param worlds N
    /// @throws IllegalArgumentException when the value function's batch does not divide T·N
    public void requireWorlds(int worlds) {
        actorCritic.requireFilledBy("value_batch", value.batch(), worlds);
    }

    /// {@return settings read from a file}
    ///
    /// @param section the keys of [ActorCriticSettings#read], [NaturalGradient.Settings#read] and
    ///     [ValueRegression.Settings#read], and `target_kl`
    public static NpgSettings read(Section section) {
        ActorCriticSettings shapes = ActorCriticSettings.read(section);
        NaturalGradient.Settings gradient = NaturalGradient.Settings.read(section);
        ValueRegression.Settings value = ValueRegression.Settings.read(section);
        return section.made(
                () -> new NpgSettings(shapes, section.number("target_kl", Range.positive()), gradient, value));
    }
}
