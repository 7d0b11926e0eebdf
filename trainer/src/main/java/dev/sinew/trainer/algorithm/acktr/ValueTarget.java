package dev.sinew.trainer.algorithm.acktr;

import dev.sinew.trainer.rollout.Gae;
import dev.sinew.trainer.rollout.Rollout;

/// What the value function learns.
public enum ValueTarget {
    /// `Â + V` with the λ of the advantages, as the rollout has it.
    GAE {
        @Override
        void fill(Rollout rollout, Gae gae) {}
    },
    /// The discounted sum of rewards, with the value of the state where a time limit or the rollout cut it off: the
    /// above with λ = 1.
    RETURN {
        @Override
        void fill(Rollout rollout, Gae gae) {
            int worlds = rollout.worlds();
            for (int w = 0; w < worlds; w++) {
                double sum = rollout.lastValues()[w];
                for (int t = rollout.steps() - 1; t >= 0; t--) {
                    int row = t * worlds + w;
                    if (rollout.terminated()[row]) {
                        sum = 0;
                    } else if (rollout.truncated()[row]) {
                        sum = rollout.finalValues()[row];
                    }
                    sum = rollout.rewards()[row] + gae.discount() * sum;
                    rollout.returns()[row] = (float) sum;
                }
            }
        }
    };

    /// Writes the targets into the rollout's returns.
    ///
    /// @param rollout full, with advantages; its returns are filled
    /// @param gae discount and λ
    abstract void fill(Rollout rollout, Gae gae);
}
