package dev.sinew.trainer.rollout;

/// Generalised advantage estimation: Schulman, Moritz, Levine, Jordan and Abbeel, *High-Dimensional Continuous Control
/// Using Generalized Advantage Estimation*, arXiv:1506.02438v6. Pure.
///
/// A time limit is not part of the task: the value of the state it cut off counts, and the sum stops there. The end of
/// the rollout is treated alike.
///
/// @param discount γ, in `[0, 1]`
/// @param lambda λ, in `[0, 1]`: 0 trusts the value function, 1 the rewards
public record Gae(double discount, double lambda) {
    /// Refuses numbers out of range.
    public Gae {
        if (!(discount >= 0 && discount <= 1)) {
            throw new IllegalArgumentException("discount must be in [0, 1], was " + discount);
        }
        if (!(lambda >= 0 && lambda <= 1)) {
            throw new IllegalArgumentException("lambda must be in [0, 1], was " + lambda);
        }
    }

    /// Computes `δ = r + γ·V(s′) − V(s)` (Eq. 11, with V(s′) = 0 where the task ended) and `Â = δ + γλ·Â′` (Eq. 16),
    /// and the targets of the value function, `Â + V`.
    ///
    /// @param rollout full, with its values; advantages and returns are filled
    public void fill(Rollout rollout) {
        int worlds = rollout.worlds();
        float[] values = rollout.values();
        for (int w = 0; w < worlds; w++) {
            double advantage = 0;
            for (int t = rollout.steps() - 1; t >= 0; t--) {
                int row = t * worlds + w;
                double next = t == rollout.steps() - 1 ? rollout.lastValues()[w] : values[row + worlds];
                if (rollout.terminated()[row]) {
                    next = 0;
                    advantage = 0;
                } else if (rollout.truncated()[row]) {
                    next = rollout.finalValues()[row];
                    advantage = 0;
                }
                double delta = rollout.rewards()[row] + discount * next - values[row];
                advantage = delta + discount * lambda * advantage;
                rollout.advantages()[row] = (float) advantage;
                rollout.returns()[row] = (float) (advantage + values[row]);
            }
        }
    }
}
