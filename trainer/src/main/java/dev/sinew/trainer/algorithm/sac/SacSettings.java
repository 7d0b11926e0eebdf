package dev.sinew.trainer.algorithm.sac;

import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.optimizer.AdamSettings;
import java.util.List;
import java.util.OptionalDouble;

/// What decides how soft actor–critic learns.
///
/// @param network shape of actor and critics
/// @param replay what is remembered and drawn
/// @param temperature weight of entropy
/// @param adam of actor, critics and temperature
/// @param discount γ, in `[0, 1)`
/// @param targetRate τ, share of the way that targets follow in one update, in `(0, 1]`
public record SacSettings(
        Network network,
        Replay replay,
        Temperature temperature,
        AdamSettings adam,
        double discount,
        double targetRate) {
    /// Refuses numbers out of range.
    public SacSettings {
        if (!(discount >= 0 && discount < 1)) {
            throw new IllegalArgumentException("discount must be in [0, 1), was " + discount);
        }
        if (!(targetRate > 0 && targetRate <= 1)) {
            throw new IllegalArgumentException("target rate must be in (0, 1], was " + targetRate);
        }
    }

    /// Shape of actor and critics.
    ///
    /// @param hidden outputs of each hidden layer
    /// @param activation of the hidden layers
    /// @param normalizesObservations whether running statistics scale the observations
    public record Network(List<Integer> hidden, Activation activation, boolean normalizesObservations) {
        /// Refuses layers that are none.
        public Network {
            hidden = List.copyOf(hidden);
            if (hidden.isEmpty() || hidden.stream().anyMatch(size -> size < 2)) {
                throw new IllegalArgumentException("hidden layers must have at least 2 outputs each, were " + hidden);
            }
        }
    }

    /// What is remembered and drawn.
    ///
    /// @param capacity transitions remembered at most
    /// @param batch transitions drawn for an update, B
    public record Replay(int capacity, int batch) {
        /// Refuses numbers out of range.
        public Replay {
            if (batch < 2 || capacity < batch) {
                throw new IllegalArgumentException(
                        "batch must be at least 2 and at most the capacity of %d, was %d".formatted(capacity, batch));
            }
        }
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
        return new SacSettings(
                new Network(List.of(256, 256), Activation.RELU, false),
                new Replay(1_000_000, 256),
                new Temperature(1, OptionalDouble.empty()),
                AdamSettings.ofRate(3e-4),
                0.99,
                0.005);
    }

    /// {@return settings read from a file; every key must be there}
    ///
    /// @param section the keys `hidden`, `activation`, `normalize_observations`, `replay`, `batch`,
    ///     `learning_rate`, `discount`, `target_rate`, `initial_temperature`, and `target_entropy` if it is
    ///     not to be minus the number of action entries
    public static SacSettings read(Section section) {
        Network network = section.made(() -> new Network(
                section.integers("hidden", 2, 4096),
                section.choice("activation", Activation.class),
                section.flag("normalize_observations")));
        Replay replay = section.made(
                () -> new Replay(section.integer("replay", 2, Integer.MAX_VALUE), section.integer("batch", 2, 65_536)));
        OptionalDouble entropy = section.has("target_entropy")
                ? OptionalDouble.of(section.number("target_entropy", Range.any()))
                : OptionalDouble.empty();
        return new SacSettings(
                network,
                replay,
                new Temperature(section.number("initial_temperature", Range.positive()), entropy),
                AdamSettings.ofRate(section.number("learning_rate", Range.above(0, 1))),
                section.number("discount", Range.of(0, 0.999999)),
                section.number("target_rate", Range.above(0, 1)));
    }
}
