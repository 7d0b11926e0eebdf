package dev.sinew.trainer.rollout;

import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.Initialization;
import java.util.List;

/// Shape of policy and value function, and what a rollout is.
///
/// @param policy shape of the policy's network
/// @param value shape of the value function's network
/// @param initialLogStd log σ to begin with, of actions whose range is [−1, 1]
/// @param normalizesObservations whether running statistics scale the observations
/// @param normalizesReturns whether rewards are divided by the standard deviation of the discounted return
/// @param rolloutSteps T, steps of each world
/// @param gae how advantages are estimated
public record ActorCriticSettings(
        Network policy,
        Network value,
        double initialLogStd,
        boolean normalizesObservations,
        boolean normalizesReturns,
        int rolloutSteps,
        Gae gae) {
    /// Refuses numbers out of range.
    public ActorCriticSettings {
        if (!(initialLogStd >= -20 && initialLogStd <= 2)) {
            throw new IllegalArgumentException("initial log std must be in [-20, 2], was " + initialLogStd);
        }
        if (rolloutSteps < 2) {
            throw new IllegalArgumentException("rollout steps must be at least 2, was " + rolloutSteps);
        }
    }

    /// Refuses minibatches that do not fill a rollout.
    ///
    /// @param key of the setting, for the message
    /// @param batch rows of a minibatch
    /// @param worlds N
    /// @throws IllegalArgumentException when the batch does not divide T·N
    public void requireFilledBy(String key, int batch, int worlds) {
        int rows = Math.multiplyExact(rolloutSteps, worlds);
        if (rows % batch != 0) {
            throw new IllegalArgumentException(
                    "%s must divide the rollout's %d rows (rollout_steps %d of %d worlds), was %d"
                            .formatted(key, rows, rolloutSteps, worlds, batch));
        }
    }

    /// Shape of one network.
    ///
    /// @param hidden outputs of each hidden layer
    /// @param activation of the hidden layers
    /// @param initialization how weights are drawn
    /// @param hiddenGain gain of the hidden layers' weights
    /// @param headGain gain of the head's weights
    public record Network(
            List<Integer> hidden,
            Activation activation,
            Initialization initialization,
            double hiddenGain,
            double headGain) {
        /// Refuses layers that are none.
        public Network {
            hidden = List.copyOf(hidden);
            if (hidden.isEmpty() || hidden.stream().anyMatch(size -> size < 2)) {
                throw new IllegalArgumentException("hidden layers must have at least 2 outputs each, were " + hidden);
            }
        }

        static Network read(Section section, String prefix, Initialization initialization, double headGain) {
            String hidden = section.has(prefix + "hidden") ? prefix + "hidden" : "hidden";
            String activation = section.has(prefix + "activation") ? prefix + "activation" : "activation";
            double gain = initialization == Initialization.ORTHOGONAL ? Math.sqrt(2) : 1;
            return section.made(() -> new Network(
                    section.integers(hidden, 2, 4096),
                    section.choice(activation, Activation.class),
                    initialization,
                    gain,
                    headGain));
        }
    }

    /// {@return settings read from a file}
    ///
    /// Gains are those of the sources: orthogonal √2 for hidden layers, 0.01 for the policy's head, 1 for the value's
    /// (Stable-Baselines3, CleanRL); column-normalised 1, 0.1 and 1 (Baselines).
    ///
    /// @param section the keys `hidden`, `activation`, `initialization`, `initial_log_std`, `normalize_observations`,
    ///     `normalize_returns`, `rollout_steps`, `discount`, `gae_lambda`, and `value_hidden`, `value_activation` where
    ///     the value function is to differ
    public static ActorCriticSettings read(Section section) {
        Initialization kind = section.choice("initialization", Initialization.class);
        double policyHead = kind == Initialization.ORTHOGONAL ? 0.01 : 0.1;
        return section.made(() -> new ActorCriticSettings(
                Network.read(section, "", kind, policyHead),
                Network.read(section, "value_", kind, 1),
                section.number("initial_log_std", Range.of(-20, 2)),
                section.flag("normalize_observations"),
                section.flag("normalize_returns"),
                section.integer("rollout_steps", 2, 1_000_000),
                new Gae(section.number("discount", Range.of(0, 1)), section.number("gae_lambda", Range.of(0, 1)))));
    }
}
