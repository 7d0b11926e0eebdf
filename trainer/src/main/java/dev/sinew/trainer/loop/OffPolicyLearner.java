package dev.sinew.trainer.loop;

import dev.sinew.sim.environment.StepBatch;

/// A learner that remembers transitions, whoever acted, and replays them: SAC, TD3, DDPG.
public interface OffPolicyLearner extends Learner {
    /// Takes in one step of every world, raw.
    ///
    /// @param observations what was acted on, `[N, observation size]`
    /// @param actions what was done, `[N, action size]` in [−1, 1]
    /// @param step where it led
    void remember(float[] observations, float[] actions, StepBatch step);

    /// Makes gradient updates.
    ///
    /// @param updates how many
    void update(int updates);
}
