package dev.sinew.trainer.loop;

/// The rhythm of a learner that replays transitions.
///
/// @param warmupSteps steps with uniformly random actions before the policy acts and learns
/// @param updatesPerStep U, gradient updates after each step of all N worlds; U / N updates per transition
public record ReplayRhythm(long warmupSteps, int updatesPerStep) {
    /// Refuses negative numbers.
    public ReplayRhythm {
        if (warmupSteps < 0) {
            throw new IllegalArgumentException("warm-up steps must not be negative, was " + warmupSteps);
        }
        if (updatesPerStep < 0) {
            throw new IllegalArgumentException("updates per step must not be negative, was " + updatesPerStep);
        }
    }
}
