package dev.sinew.trainer.loop;

import java.util.OptionalDouble;

/// How long a learner is driven and what is due meanwhile.
///
/// @param steps environment steps to train for, over all worlds; a rollout that began is finished
/// @param intervals of figures, evaluations and checkpoints
/// @param targetReturn an evaluation with at least this mean return ends the training; empty for none
/// @param seed of the worlds and of random actions; evaluations have their own
public record LoopSettings(long steps, LoopIntervals intervals, OptionalDouble targetReturn, long seed) {
    /// Refuses numbers out of range.
    public LoopSettings {
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, was " + steps);
        }
        if (targetReturn.isPresent() && Double.isNaN(targetReturn.getAsDouble())) {
            throw new IllegalArgumentException("target return must be a number, was NaN");
        }
        if (targetReturn.isPresent() && intervals.evaluation() == 0) {
            throw new IllegalArgumentException("evaluation interval must be positive for a target return, was 0");
        }
    }

    /// {@return these settings with another length}
    ///
    /// @param count environment steps over all worlds
    public LoopSettings withSteps(long count) {
        return new LoopSettings(count, intervals, targetReturn, seed);
    }
}
