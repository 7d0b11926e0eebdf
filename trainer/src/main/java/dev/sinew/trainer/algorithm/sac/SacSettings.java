package dev.sinew.trainer.algorithm.sac;

import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.trainer.exploration.ExplorationSettings;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.offpolicy.ActorSettings;
import dev.sinew.trainer.offpolicy.CriticSettings;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.OffPolicySettings;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import dev.sinew.trainer.optimizer.AdamSettings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What decides how soft actor–critic learns.
///
/// @param offPolicy networks, replay, critics, steps
/// @param temperature weight of entropy
/// @param exploration noise that depends on the state, with σ to begin with; empty for noise anew in each step, whose σ
///     the network gives
public record SacSettings(
        OffPolicySettings offPolicy,
        Temperature temperature,
        Optional<ExplorationSettings.StateDependent> exploration) {
    private static final int CRITICS = 2;

    /// Refuses a σ of 0, whose logarithm could not be learned.
    public SacSettings {
        if (exploration.isPresent() && !(exploration.get().std() > 0)) {
            throw new IllegalArgumentException(
                    "exploration_std must be positive, was " + exploration.get().std());
        }
    }

    /// What a settings file may name.
    private enum Exploration {
        GSDE
    }

    /// Weight of entropy.
    ///
    /// @param initial α to begin with, positive
    /// @param targetEntropy H̄, nats; empty for minus the number of action entries
    public record Temperature(double initial, OptionalDouble targetEntropy) {
        /// Refuses numbers out of range.
        public Temperature {
            if (!(initial > 0 && initial < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("initial temperature must be positive, was " + initial);
            }
        }
    }

    /// {@return the numbers that Stable-Baselines3 begins with: 256-256, batch 256, a million transitions, γ
    /// 0.99, τ 0.005, learning rate 3e-4, α 1; observations as they are}
    public static SacSettings defaults() {
        return plain(
                new NetworkSettings(List.of(256, 256), Activation.RELU, false),
                new ReplaySettings(1_000_000, 256),
                new Temperature(1, OptionalDouble.empty()),
                AdamSettings.ofRate(3e-4),
                0.99,
                0.005);
    }

    /// {@return settings as the paper has them: two critics, an update of the actor for each of theirs}
    ///
    /// @param network shape of actor and critics
    /// @param replay what is remembered and drawn
    /// @param temperature weight of entropy
    /// @param adam of actor, critics and temperature
    /// @param discount γ, in `[0, 1)`
    /// @param targetRate τ, in `(0, 1]`
    public static SacSettings plain(
            NetworkSettings network,
            ReplaySettings replay,
            Temperature temperature,
            AdamSettings adam,
            double discount,
            double targetRate) {
        return new SacSettings(
                new OffPolicySettings(
                        network,
                        replay,
                        CriticSettings.of(CRITICS),
                        adam,
                        discount,
                        targetRate,
                        ActorSettings.every(1)),
                temperature,
                Optional.empty());
    }

    /// {@return settings read from a file}
    ///
    /// @param section the keys of [OffPolicySettings#read], `initial_temperature`, `target_entropy` if it is
    ///     not to be minus the number of action entries, and for state-dependent exploration `exploration: gsde` with
    ///     `exploration_std` and `exploration_interval`
    public static SacSettings read(Section section) {
        OffPolicySettings offPolicy = OffPolicySettings.read(section, CRITICS, 1);
        OptionalDouble entropy = section.has("target_entropy")
                ? OptionalDouble.of(section.number("target_entropy", Range.any()))
                : OptionalDouble.empty();
        Temperature temperature = new Temperature(section.number("initial_temperature", Range.positive()), entropy);
        return section.made(() -> new SacSettings(offPolicy, temperature, exploration(section)));
    }

    private static Optional<ExplorationSettings.StateDependent> exploration(Section section) {
        if (!section.has("exploration")) {
            return Optional.empty();
        }
        return switch (section.choice("exploration", Exploration.class)) {
            case GSDE ->
                Optional.of(new ExplorationSettings.StateDependent(
                        section.number("exploration_std", Range.of(0, 10)),
                        section.integer("exploration_interval", 1, Integer.MAX_VALUE)));
        };
    }
}
