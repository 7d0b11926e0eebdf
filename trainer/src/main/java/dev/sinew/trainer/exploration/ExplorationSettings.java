package dev.sinew.trainer.exploration;

import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.config.random.RandomStream;

/// How a deterministic policy explores. All in units of the action's half range.
public sealed interface ExplorationSettings {
    /// {@return the noise}
    ///
    /// @param features outputs of the policy's last hidden layer
    /// @param actionSize entries of an action
    /// @param random a stream of its own
    ActionNoise noise(int features, int actionSize, RandomStream random);

    /// Independent in each step.
    ///
    /// @param std σ, not negative
    record Gaussian(double std) implements ExplorationSettings {
        /// Refuses numbers out of range.
        public Gaussian {
            requireStd(std);
        }

        @Override
        public ActionNoise noise(int features, int actionSize, RandomStream random) {
            return new GaussianNoise(actionSize, std, random);
        }
    }

    /// Remembers within an episode.
    ///
    /// @param theta θ, share of the way back to 0 in a step, in `[0, 1]`
    /// @param std σ, not negative
    record OrnsteinUhlenbeck(double theta, double std) implements ExplorationSettings {
        /// Refuses numbers out of range.
        public OrnsteinUhlenbeck {
            requireStd(std);
            if (!(theta >= 0 && theta <= 1)) {
                throw new IllegalArgumentException("exploration_theta must be in [0, 1], was " + theta);
            }
        }

        @Override
        public ActionNoise noise(int features, int actionSize, RandomStream random) {
            return new OrnsteinUhlenbeckNoise(actionSize, theta, std, random);
        }
    }

    /// A function of the state that stays for a while.
    ///
    /// @param std σ of each entry of its matrix, not negative
    /// @param interval steps that it stays, at least 1
    record StateDependent(double std, int interval) implements ExplorationSettings {
        /// Refuses numbers out of range.
        public StateDependent {
            requireStd(std);
            if (interval < 1) {
                throw new IllegalArgumentException("exploration_interval must be at least 1, was " + interval);
            }
        }

        @Override
        public ActionNoise noise(int features, int actionSize, RandomStream random) {
            return new StateDependentNoise(features, actionSize, std, interval, random);
        }
    }

    /// What a settings file may name.
    enum Kind {
        /// [Gaussian].
        GAUSSIAN,
        /// [OrnsteinUhlenbeck].
        ORNSTEIN_UHLENBECK,
        /// [StateDependent].
        GSDE
    }

    /// {@return settings read from a file}
    ///
    /// @param section the keys `exploration` (`gaussian`, `ornstein_uhlenbeck`, `gsde`) and `exploration_std`; with
    ///     `ornstein_uhlenbeck` also `exploration_theta`, with `gsde` also `exploration_interval`
    static ExplorationSettings read(Section section) {
        double std = section.number("exploration_std", Range.of(0, 10));
        return switch (section.choice("exploration", Kind.class)) {
            case GAUSSIAN -> new Gaussian(std);
            case ORNSTEIN_UHLENBECK -> new OrnsteinUhlenbeck(section.number("exploration_theta", Range.of(0, 1)), std);
            case GSDE -> new StateDependent(std, section.integer("exploration_interval", 1, Integer.MAX_VALUE));
        };
    }

    private static void requireStd(double std) {
        if (!(std >= 0 && std < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("exploration_std must not be negative, was " + std);
        }
    }
}
