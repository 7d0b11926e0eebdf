package dev.sinew.trainer.algorithm.trpo;

import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.trainer.rollout.ActorCriticSettings;
import dev.sinew.trainer.rollout.NaturalGradient;
import dev.sinew.trainer.rollout.ValueRegression;

/// What decides how trust region policy optimization learns.
///
/// @param actorCritic shapes, rollout and advantages
/// @param divergence δ: bound of the mean KL(old ‖ new) of an update, nats, positive
/// @param gradient how the search direction is found
/// @param lineSearch how a step along it is found
/// @param value how the value function is fitted
public record TrpoSettings(
        ActorCriticSettings actorCritic,
        double divergence,
        NaturalGradient.Settings gradient,
        LineSearch lineSearch,
        ValueRegression.Settings value) {
    /// Refuses numbers out of range.
    public TrpoSettings {
        if (!(divergence > 0 && divergence < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("target_kl must be positive, was " + divergence);
        }
    }

    /// How a step along the search direction is found.
    ///
    /// @param tries how many steps are tried at most
    /// @param factor each step's share of the one before, in `(0, 1)`
    public record LineSearch(int tries, double factor) {
        /// Refuses numbers out of range.
        public LineSearch {
            if (tries < 1) {
                throw new IllegalArgumentException("line_search_tries must be at least 1, was " + tries);
            }
            if (!(factor > 0 && factor < 1)) {
                throw new IllegalArgumentException("line_search_factor must be in (0, 1), was " + factor);
            }
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
    ///     [ValueRegression.Settings#read], and `target_kl`, `line_search_tries`, `line_search_factor`
    public static TrpoSettings read(Section section) {
        ActorCriticSettings shapes = ActorCriticSettings.read(section);
        NaturalGradient.Settings gradient = NaturalGradient.Settings.read(section);
        ValueRegression.Settings value = ValueRegression.Settings.read(section);
        LineSearch search = section.made(() -> new LineSearch(
                section.integer("line_search_tries", 1, 1000), section.number("line_search_factor", Range.of(0, 1))));
        return section.made(
                () -> new TrpoSettings(shapes, section.number("target_kl", Range.positive()), gradient, search, value));
    }
}
