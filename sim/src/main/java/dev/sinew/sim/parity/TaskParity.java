package dev.sinew.sim.parity;

import java.util.Map;

/// How far a replay went from its recording: largest absolute differences over all episodes and steps.
///
/// @param task name
/// @param episodes replayed side by side
/// @param steps of each
/// @param observation largest difference of an entry, sines and cosines aside
/// @param trigonometric largest difference of a sine or cosine, in units of the last place
/// @param reward largest difference
/// @param terms largest difference of each reward term, by its key in Gymnasium's `info`
/// @param state largest difference of a generalised position or velocity
/// @param terminations steps at which one said the task ended and the other not
/// @param unstable episodes in which the physics went unstable
public record TaskParity(
        String task,
        int episodes,
        int steps,
        double observation,
        double trigonometric,
        double reward,
        Map<String, Double> terms,
        double state,
        int terminations,
        int unstable) {
    /// Keeps a copy of the terms.
    public TaskParity {
        terms = Map.copyOf(terms);
    }

    /// {@return whether the replay equals the recording, sines and cosines to one unit of the last place}
    public boolean equal() {
        return observation == 0
                && trigonometric <= 1
                && reward == 0
                && largestTerm() == 0
                && state == 0
                && terminations == 0;
    }

    /// {@return the largest difference of any reward term}
    public double largestTerm() {
        return terms.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
