package dev.sinew.runtime.exploration;

import dev.sinew.hal.control.Policy;

/// A policy with noise on its actions, held to [−1, 1]. What the robot learns from is what the safety gate lets through
/// of the sum. Where the policy fails, so does this, and the noise waits.
public final class ExploringPolicy implements Policy {
    private final Policy policy;
    private final LowPassedNoise noise;

    /// Adds noise to a policy.
    ///
    /// @param policy whose actions are in [−1, 1]
    /// @param noise of as many entries as its action has
    public ExploringPolicy(Policy policy, LowPassedNoise noise) {
        this.policy = policy;
        this.noise = noise;
    }

    @Override
    public int begin(boolean driving) {
        return policy.begin(driving);
    }

    @Override
    public boolean act(float[] observation, float[] action) {
        if (!policy.act(observation, action)) {
            return false;
        }
        noise.advance();
        for (int i = 0; i < action.length; i++) {
            action[i] = Math.clamp((float) (action[i] + noise.get(i)), -1f, 1f);
        }
        return true;
    }
}
