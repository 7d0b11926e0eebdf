package dev.sinew.trainer.algorithm.ppo;

import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.rollout.ActorCriticSettings;
import java.util.OptionalDouble;

/// What decides how clipped proximal policy optimization learns.
///
/// @param actorCritic shapes, rollout and advantages
/// @param clip bound of the ratio
/// @param epochs passes over each rollout
/// @param batch rows of a minibatch; divides the rollout's T·N
/// @param value weight and bound of the value function's loss
/// @param entropy weight of the policy's entropy, not negative
/// @param largestGradient norm that the gradient of both networks together is cut to, positive
/// @param step size of the steps and when they end
public record PpoSettings(
        ActorCriticSettings actorCritic,
        Clip clip,
        int epochs,
        int batch,
        Value value,
        double entropy,
        double largestGradient,
        Step step) {
    /// Refuses numbers out of range.
    public PpoSettings {
        if (batch < 2) {
            throw new IllegalArgumentException("batch must be at least 2, was " + batch);
        }
    }

    /// Bound of the ratio of new and old policy: within `[1 − ε, 1 + ε]`.
    ///
    /// @param epsilon ε to begin with, in `(0, 1)`
    /// @param schedule what becomes of it
    public record Clip(double epsilon, ClipSchedule schedule) {
        /// Refuses a bound out of range.
        public Clip {
            if (!(epsilon > 0 && epsilon < 1)) {
                throw new IllegalArgumentException("clip must be in (0, 1), was " + epsilon);
            }
        }

        /// {@return ε of an update}
        ///
        /// @param progress share of the training that is done, in `[0, 1)`
        double at(double progress) {
            return switch (schedule) {
                case CONSTANT -> epsilon;
                case LINEAR -> epsilon * (1 - progress);
            };
        }
    }

    /// What becomes of ε.
    public enum ClipSchedule {
        /// It stays.
        CONSTANT,
        /// It falls to zero over the training (α of Table 5 of the paper, for Atari).
        LINEAR
    }

    /// Weight and bound of the value function's loss, `c₁` of Eq. 9.
    ///
    /// @param coefficient weight of the mean squared error
    /// @param clip how far a value may move in one update, in scaled returns; empty for any distance
    public record Value(double coefficient, OptionalDouble clip) {}

    /// Size of the steps and when they end.
    ///
    /// @param adam learning rate to begin with, β and ε
    /// @param schedule what becomes of the learning rate
    /// @param targetDivergence KL that [Schedule#ADAPTIVE] aims at, and at 1.5 times of which the epochs of an update
    ///     end with the other schedules; empty for no end
    public record Step(AdamSettings adam, Schedule schedule, OptionalDouble targetDivergence) {
        /// Refuses a schedule without its target.
        public Step {
            if (schedule == Schedule.ADAPTIVE && targetDivergence.isEmpty()) {
                throw new IllegalArgumentException("schedule adaptive must have a target_kl, had none");
            }
        }
    }

    /// What becomes of the learning rate.
    public enum Schedule {
        /// It stays (Stable-Baselines3).
        CONSTANT,
        /// It falls to zero over the training (Baselines, CleanRL).
        LINEAR,
        /// It follows the divergence, minibatch by minibatch: two thirds of it above twice the target, half as much
        /// again below half the target, within `[1e-5, 1e-2]` (RSL-RL, skrl).
        ADAPTIVE
    }

    /// Refuses a rollout that minibatches do not fill.
    ///
    /// @param worlds N
    /// @throws IllegalArgumentException when the batch does not divide T·N
    public void requireWorlds(int worlds) {
        int rows = Math.multiplyExact(actorCritic.rolloutSteps(), worlds);
        if (rows % batch != 0) {
            throw new IllegalArgumentException(
                    "batch must divide the rollout's %d rows (rollout_steps %d of %d worlds), was %d"
                            .formatted(rows, actorCritic.rolloutSteps(), worlds, batch));
        }
    }

    /// {@return settings read from a file}
    ///
    /// @param section the keys of [ActorCriticSettings#read], and `clip`, `epochs`, `batch`, `value_coefficient`,
    ///     `entropy_coefficient`, `max_gradient_norm`, `learning_rate`, `schedule`, and if wanted `value_clip`,
    ///     `target_kl`, `clip_schedule`
    public static PpoSettings read(Section section) {
        AdamSettings adam = new AdamSettings(section.number("learning_rate", Range.above(0, 1)), 0.9, 0.999, 1e-5);
        Step step = section.made(
                () -> new Step(adam, section.choice("schedule", Schedule.class), optional(section, "target_kl")));
        Value value =
                new Value(section.number("value_coefficient", Range.of(0, 1000)), optional(section, "value_clip"));
        ActorCriticSettings shapes = ActorCriticSettings.read(section);
        return section.made(() -> new PpoSettings(
                shapes,
                clip(section),
                section.integer("epochs", 1, 1000),
                section.integer("batch", 2, 1_000_000),
                value,
                section.number("entropy_coefficient", Range.of(0, 100)),
                section.number("max_gradient_norm", Range.positive()),
                step));
    }

    private static Clip clip(Section section) {
        ClipSchedule schedule = section.has("clip_schedule")
                ? section.choice("clip_schedule", ClipSchedule.class)
                : ClipSchedule.CONSTANT;
        return section.made(() -> new Clip(section.number("clip", Range.above(0, 1)), schedule));
    }

    private static OptionalDouble optional(Section section, String key) {
        return section.has(key) ? OptionalDouble.of(section.number(key, Range.positive())) : OptionalDouble.empty();
    }
}
