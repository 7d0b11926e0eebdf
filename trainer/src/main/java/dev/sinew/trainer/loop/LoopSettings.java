package dev.sinew.trainer.loop;

import java.util.OptionalDouble;

/// How long and in which rhythm a learner that replays transitions is driven.
///
/// @param steps environment steps to train for, over all worlds
/// @param warmupSteps steps with uniformly random actions before the policy acts and learns
/// @param updatesPerStep U, gradient updates after each step of all N worlds; U / N updates per transition
/// @param intervals of figures, evaluations and checkpoints
/// @param targetReturn an evaluation with at least this mean return ends the training; empty for none
/// @param seed of the worlds and of the random actions; evaluations have their own
public record LoopSettings(
        long steps,
        long warmupSteps,
        int updatesPerStep,
        LoopIntervals intervals,
        OptionalDouble targetReturn,
        long seed) {
    /// Refuses numbers out of range.
    public LoopSettings {
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, was " + steps);
        }
        if (warmupSteps < 0) {
            throw new IllegalArgumentException("warm-up steps must not be negative, was " + warmupSteps);
        }
        if (updatesPerStep < 0) {
            throw new IllegalArgumentException("updates per step must not be negative, was " + updatesPerStep);
        }
        if (targetReturn.isPresent() && Double.isNaN(targetReturn.getAsDouble())) {
            throw new IllegalArgumentException("target return must be a number, was NaN");
        }
        if (targetReturn.isPresent() && intervals.evaluation() == 0) {
            throw new IllegalArgumentException("evaluation interval must be positive for a target return, was 0");
        }
    }
}
