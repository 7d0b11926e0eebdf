package dev.sinew.sim.parity;

import dev.sinew.sim.task.gymnasium.Norm;
import java.util.Map;

/// How far a replay went from its recording, over all episodes and steps.
///
/// @param task name
/// @param norm how the recording's machine rounded lengths
/// @param episodes replayed side by side
/// @param steps of each
/// @param differences largest ones
/// @param terminations steps at which one said the task ended and the other not
/// @param unstable episodes in which the physics went unstable
public record TaskParity(
        String task, Norm norm, int episodes, int steps, Differences differences, int terminations, int unstable) {
    /// {@return whether the replay equals the recording, sines and cosines to one unit of the last place}
    public boolean equal() {
        return differences.observation() == 0
                && differences.trigonometric() <= 1
                && differences.reward() == 0
                && differences.largestTerm() == 0
                && differences.state() == 0
                && terminations == 0;
    }

    /// Largest absolute differences.
    ///
    /// @param observation of an entry, sines and cosines aside
    /// @param trigonometric of a sine or cosine, in units of the last place
    /// @param reward of the reward
    /// @param terms of each reward term, by its key in Gymnasium's `info`
    /// @param state of a generalised position or velocity
    public record Differences(
            double observation, double trigonometric, double reward, Map<String, Double> terms, double state) {
        /// Keeps a copy of the terms.
        public Differences {
            terms = Map.copyOf(terms);
        }

        /// {@return the largest difference of any reward term}
        public double largestTerm() {
            return terms.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
        }
    }
}
