package dev.sinew.trainer.algorithm.pg;

import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.rollout.ActorCriticSettings;
import dev.sinew.trainer.rollout.ValueRegression;
import java.util.OptionalDouble;

/// What decides how the policy gradient learns.
///
/// @param actorCritic shapes, rollout and advantages
/// @param adam of the policy: learning rate to begin with, β and ε
/// @param schedule what becomes of that learning rate
/// @param epochs passes of the policy over each rollout; more than one needs the ratio of new and old policy
/// @param batch rows of the policy's minibatches; divides the rollout's T·N
/// @param largestRatio what ratios are truncated to, at least 1; empty for any
/// @param entropy weight of the policy's entropy, not negative
/// @param value how the value function is fitted
public record PgSettings(
        ActorCriticSettings actorCritic,
        AdamSettings adam,
        ValueRegression.Schedule schedule,
        int epochs,
        int batch,
        OptionalDouble largestRatio,
        double entropy,
        ValueRegression.Settings value) {
    /// Refuses numbers out of range.
    public PgSettings {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs must be at least 1, was " + epochs);
        }
        if (batch < 2) {
            throw new IllegalArgumentException("batch must be at least 2, was " + batch);
        }
        if (largestRatio.isPresent() && !(largestRatio.getAsDouble() >= 1)) {
            throw new IllegalArgumentException("max_ratio must be at least 1, was " + largestRatio.getAsDouble());
        }
    }

    /// Refuses a rollout that minibatches do not fill.
    ///
    /// @param worlds N
    /// @throws IllegalArgumentException when a batch does not divide T·N
    public void requireWorlds(int worlds) {
        actorCritic.requireFilledBy("batch", batch, worlds);
        actorCritic.requireFilledBy("value_batch", value.batch(), worlds);
    }

    /// {@return settings read from a file}
    ///
    /// @param section the keys of [ActorCriticSettings#read] and [ValueRegression.Settings#read], and `epochs`,
    ///     `batch`, `entropy_coefficient`, `learning_rate`, `schedule`, and if wanted `max_ratio`
    public static PgSettings read(Section section) {
        ActorCriticSettings shapes = ActorCriticSettings.read(section);
        ValueRegression.Settings value = ValueRegression.Settings.read(section);
        return section.made(() -> new PgSettings(
                shapes,
                AdamSettings.ofRate(section.number("learning_rate", Range.above(0, 1))),
                section.choice("schedule", ValueRegression.Schedule.class),
                section.integer("epochs", 1, 1000),
                section.integer("batch", 2, 1_000_000),
                section.has("max_ratio")
                        ? OptionalDouble.of(section.number("max_ratio", Range.positive()))
                        : OptionalDouble.empty(),
                section.number("entropy_coefficient", Range.of(0, 100)),
                value));
    }
}
