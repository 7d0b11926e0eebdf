package dev.sinew.trainer.exploration;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Matrix;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// `a = clip(μ(s) + ε)`, `ε ~ N(0, σ²)`, anew in each step (Fujimoto et al., arXiv:1802.09477v3, Algorithm 1).
final class GaussianNoise implements ActionNoise {
    private final int actionSize;
    private final double std;
    private final RandomStream random;

    /// Draws from a stream of its own.
    ///
    /// @param actionSize entries of an action
    /// @param std σ, in units of the action's half range
    /// @param random where from
    GaussianNoise(int actionSize, double std, RandomStream random) {
        this.actionSize = actionSize;
        this.std = std;
        this.random = random;
    }

    @Override
    public void add(Matrix features, int worlds, float[] actions) {
        for (int i = 0; i < worlds * actionSize; i++) {
            actions[i] = Math.clamp((float) (actions[i] + std * random.nextGaussian()), -1f, 1f);
        }
    }

    @Override
    public void ended(int world) {}

    @Override
    public void save(DataOutput out) throws IOException {
        random.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        random.restore(in);
    }
}
