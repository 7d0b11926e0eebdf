package dev.sinew.trainer.loop;

import dev.sinew.sim.environment.StepBatch;

/// A learner that learns from what its own policy just did, a rollout of T steps of N worlds at a time, and then
/// forgets it: the policy gradient and its heirs.
///
/// A rollout is T times [#sample], the worlds' step and [#observe]; then [#update]. Its state is saved and restored
/// between rollouts only.
public interface OnPolicyLearner extends Learner {
    /// {@return the steps of each world in a rollout, T}
    int rolloutSteps();

    /// Draws an action for each world from the policy and notes both down.
    ///
    /// @param observations raw, `[N, observation size]`; taken into the normaliser
    /// @param actions `[N, action size]`, filled; held to [−1, 1], while what was drawn is noted as it is
    void sample(float[] observations, float[] actions);

    /// Takes in where the actions led.
    ///
    /// @param step of all worlds
    void observe(StepBatch step);

    /// Learns from the rollout, which is full, and begins the next.
    ///
    /// @param progress share of the training that is done, in `[0, 1]`, for schedules
    void update(double progress);
}
