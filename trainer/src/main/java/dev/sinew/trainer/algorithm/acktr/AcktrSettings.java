package dev.sinew.trainer.algorithm.acktr;

import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.trainer.optimizer.Damping;
import dev.sinew.trainer.optimizer.KfacSettings;
import dev.sinew.trainer.rollout.ActorCriticSettings;

/// What decides how ACKTR learns.
///
/// @param actorCritic shapes, rollout and advantages
/// @param policy K-FAC of the policy; its learning rate is the first one
/// @param value K-FAC of the value function
/// @param valueSteps steps of the value function for each rollout
/// @param targetDivergence KL that a step of the policy is to make, nats
/// @param valueTarget what the value function learns
/// @param fisher how the Fisher matrix is estimated
public record AcktrSettings(
        ActorCriticSettings actorCritic,
        KfacSettings policy,
        KfacSettings value,
        int valueSteps,
        double targetDivergence,
        ValueTarget valueTarget,
        Fisher fisher) {
    /// Refuses numbers out of range.
    public AcktrSettings {
        if (valueSteps < 1) {
            throw new IllegalArgumentException("value steps must be at least 1, was " + valueSteps);
        }
        if (!(targetDivergence > 0 && targetDivergence < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("target KL must be positive, was " + targetDivergence);
        }
    }

    /// {@return settings read from a file}
    ///
    /// @param section the keys of [ActorCriticSettings#read], and `value_steps`, `target_kl`, `value_target`, `fisher`,
    ///     and the sections `policy_kfac` and `value_kfac` with `learning_rate`, `momentum`, `clip_kl`, `damping`,
    ///     `damping_form`, `weight_decay`, `statistics_decay`, `inverse_interval`, `cold_steps`
    public static AcktrSettings read(Section section) {
        ActorCriticSettings shapes = ActorCriticSettings.read(section);
        KfacSettings policy = kfac(section.section("policy_kfac"));
        KfacSettings value = kfac(section.section("value_kfac"));
        return section.made(() -> new AcktrSettings(
                shapes,
                policy,
                value,
                section.integer("value_steps", 1, 1000),
                section.number("target_kl", Range.above(0, 10)),
                section.choice("value_target", ValueTarget.class),
                section.choice("fisher", Fisher.class)));
    }

    private static KfacSettings kfac(Section section) {
        return section.made(() -> new KfacSettings(
                section.number("learning_rate", Range.above(0, 1)),
                section.number("momentum", Range.of(0, 0.9999)),
                section.number("clip_kl", Range.above(0, 100)),
                section.number("damping", Range.above(0, 100)),
                section.choice("damping_form", Damping.class),
                section.number("weight_decay", Range.of(0, 1)),
                section.number("statistics_decay", Range.of(0, 0.99999)),
                section.integer("inverse_interval", 1, 1000),
                section.integer("cold_steps", 0, 100_000)));
    }
}
