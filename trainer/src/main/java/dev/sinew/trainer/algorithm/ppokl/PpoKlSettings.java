package dev.sinew.trainer.algorithm.ppokl;

import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.rollout.ActorCriticSettings;
import dev.sinew.trainer.rollout.ValueRegression;
import java.util.OptionalDouble;

/// What decides how proximal policy optimization with a KL penalty learns.
///
/// @param actorCritic shapes, rollout and advantages
/// @param penalty of the divergence from the old policy
/// @param clip ε of the ratio, positive; empty where the ratio is free, as in the paper
/// @param entropy weight of the policy's entropy, not negative
/// @param fit epochs, minibatches, learning rate and largest gradient, of the policy as of the value function
public record PpoKlSettings(
        ActorCriticSettings actorCritic,
        Penalty penalty,
        OptionalDouble clip,
        double entropy,
        ValueRegression.Settings fit) {
    /// Refuses numbers out of range.
    public PpoKlSettings {
        if (clip.isPresent() && !(clip.getAsDouble() > 0 && clip.getAsDouble() < 1)) {
            throw new IllegalArgumentException("clip must be in (0, 1), was " + clip.getAsDouble());
        }
        if (fit.batch() < 2) {
            throw new IllegalArgumentException("batch must be at least 2, was " + fit.batch());
        }
    }

    /// Penalty of the divergence from the old policy.
    ///
    /// @param target d: KL(old ‖ new) that an update is to end at, nats, positive
    /// @param coefficient β to begin with, positive
    public record Penalty(double target, double coefficient) {
        /// Refuses numbers out of range.
        public Penalty {
            if (!(target > 0 && target < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("target_kl must be positive, was " + target);
            }
            if (!(coefficient >= PpoKlLoss.LEAST && coefficient <= PpoKlLoss.MOST)) {
                throw new IllegalArgumentException("kl_coefficient must be in [%s, %s], was %s"
                        .formatted(PpoKlLoss.LEAST, PpoKlLoss.MOST, coefficient));
            }
        }
    }

    /// Refuses a rollout that minibatches do not fill.
    ///
    /// @param worlds N
    /// @throws IllegalArgumentException when the batch does not divide T·N
    public void requireWorlds(int worlds) {
        actorCritic.requireFilledBy("batch", fit.batch(), worlds);
    }

    /// {@return settings read from a file}
    ///
    /// @param section the keys of [ActorCriticSettings#read], and `target_kl`, `kl_coefficient`, `epochs`, `batch`,
    ///     `entropy_coefficient`, `max_gradient_norm`, `learning_rate`, `schedule`, and if wanted `clip`
    public static PpoKlSettings read(Section section) {
        ActorCriticSettings shapes = ActorCriticSettings.read(section);
        Penalty penalty = section.made(() -> new Penalty(
                section.number("target_kl", Range.positive()), section.number("kl_coefficient", Range.positive())));
        OptionalDouble clip = section.has("clip")
                ? OptionalDouble.of(section.number("clip", Range.above(0, 1)))
                : OptionalDouble.empty();
        ValueRegression.Settings fit = section.made(() -> new ValueRegression.Settings(
                new AdamSettings(section.number("learning_rate", Range.above(0, 1)), 0.9, 0.999, 1e-5),
                section.choice("schedule", ValueRegression.Schedule.class),
                section.integer("epochs", 1, 1000),
                section.integer("batch", 2, 1_000_000),
                section.number("max_gradient_norm", Range.positive())));
        return section.made(() ->
                new PpoKlSettings(shapes, penalty, clip, section.number("entropy_coefficient", Range.of(0, 100)), fit));
    }
}
