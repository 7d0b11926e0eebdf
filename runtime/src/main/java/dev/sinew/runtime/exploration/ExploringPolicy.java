package dev.sinew.runtime.exploration;

import dev.sinew.hal.control.Policy;

/// A policy with noise on its actions, held to [−1, 1]. What the robot learns from is what the safety gate lets through
/// of the sum. Where the policy fails, so does this, and the noise waits.
///
/// The noise of an episode depends on nothing but its seed and on how often the robot began to be driven: it begins at
/// zero each time, from a stream of its own, and there is none while the robot is not driven. So a replay has the same,
/// whatever ran before the first tick. A policy that is never told whether it drives counts as driving. One that is not
/// to be [explored][Policy#explored] around answers as it is, and the noise waits.
public final class ExploringPolicy implements Policy {
    private final Policy policy;
    private final LowPassedNoise noise;
    private boolean drives = true; // dry runs come first, and must run what an episode runs
    private boolean noisy;
    private long episode;

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
        if (driving && !drives) {
            episode++;
            noise.begin(episode);
        }
        drives = driving;
        return policy.begin(driving);
    }

    @Override
    public boolean act(float[] observation, float[] action) {
        if (!policy.act(observation, action)) {
            return false;
        }
        noisy = drives && policy.explored();
        if (noisy) {
            noise.advance();
        }
        repeat(action);
        return true;
    }

    /// Adds the noise of the last answer to another action, as it was added to that one.
    ///
    /// @param action changed
    public void repeat(float[] action) {
        for (int i = 0; noisy && i < action.length; i++) {
            action[i] = Math.clamp((float) (action[i] + noise.get(i)), -1f, 1f);
        }
    }
}
