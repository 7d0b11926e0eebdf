package dev.sinew.sim.task;

import java.util.Collections;
import java.util.List;

/// What everyone may know of a task.
///
/// @param name such as `HalfCheetah-v5`
/// @param summary the problem in a few words
/// @param observationSize floats of an observation, at least 1
/// @param actions range of each number of an action, at least one
/// @param timeLimit steps after which an episode is truncated, at least 1
public record TaskDescription(
        String name, String summary, int observationSize, List<ActionRange> actions, int timeLimit) {
    /// Checks sizes and limits.
    public TaskDescription {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name of a task must not be blank");
        }
        if (observationSize < 1) {
            throw new IllegalArgumentException("observation size must be at least 1, was " + observationSize);
        }
        if (actions.isEmpty()) {
            throw new IllegalArgumentException("a task must have at least one action, had none");
        }
        if (timeLimit < 1) {
            throw new IllegalArgumentException("time limit must be at least 1 step, was " + timeLimit);
        }
        actions = List.copyOf(actions);
    }

    /// {@return numbers of an action}
    public int actionSize() {
        return actions.size();
    }

    /// What one number of an action may be. A task says itself what it does with an action beyond.
    ///
    /// @param low lowest
    /// @param high highest, above `low`
    public record ActionRange(float low, float high) {
        /// Checks the order.
        public ActionRange {
            if (!(low < high)) {
                throw new IllegalArgumentException("action range must ascend, was " + low + " to " + high);
            }
        }

        /// {@return the same range, symmetric about zero, for each of several actions}
        ///
        /// @param count of actions
        /// @param limit highest
        public static List<ActionRange> symmetric(int count, float limit) {
            return Collections.nCopies(count, new ActionRange(-limit, limit));
        }
    }
}
