package dev.sinew.trainer.hardware;

import dev.sinew.trainer.replay.ReplayBuffer;

/// One step of a robot, as its learner sees it.
public final class RobotStep {
    private final int policy;
    private final float[] observation;
    private final float[] action;
    private final float[] next;
    private final float[] terms;
    private final boolean terminated;
    private final boolean truncated;

    /// A step; its arrays are the step's own from now on.
    ///
    /// @param policy number of the policy that acted, as [FineTuning] counts them: 0 is the one from simulation
    /// @param observation what was acted on, `[n]`
    /// @param action what was executed after the safety gate, in [−1, 1], `[m]`
    /// @param next observation it led to, `[n]`
    /// @param terms of the reward, in the order of the task; their sum is the reward
    /// @param terminated whether the task ended here
    /// @param truncated whether the episode was cut here though the task goes on
    public RobotStep(
            int policy,
            float[] observation,
            float[] action,
            float[] next,
            float[] terms,
            boolean terminated,
            boolean truncated) {
        this.policy = policy;
        this.observation = observation;
        this.action = action;
        this.next = next;
        this.terms = terms;
        this.terminated = terminated;
        this.truncated = truncated;
    }

    /// {@return number of the policy that acted}
    public int policy() {
        return policy;
    }

    /// {@return the sum of the reward's terms, in their order}
    public double reward() {
        double sum = 0;
        for (float term : terms) {
            sum += term;
        }
        return sum;
    }

    /// {@return one term of the reward}
    ///
    /// @param index in the order of the task
    public double term(int index) {
        return terms[index];
    }

    /// {@return whether an episode ends with it}
    public boolean isLast() {
        return terminated || truncated;
    }

    /// Puts the step into a replay.
    ///
    /// @param replay of a learner
    /// @param priced what it is learned with, [#reward] where a cost has no price
    public void addTo(ReplayBuffer replay, double priced) {
        replay.add(observation, action, next, priced, terminated, truncated);
    }
}
