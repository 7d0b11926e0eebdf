package dev.sinew.trainer.exploration;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Matrix;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// State-dependent exploration around a deterministic action, `a = clip(μ(s) + Θ·z(s))`, with σ given (see
/// [NoiseMatrices]).
final class StateDependentNoise implements ActionNoise {
    private final NoiseMatrices matrices;
    private final int actionSize;

    /// Draws nothing yet.
    ///
    /// @param features outputs of the policy's last hidden layer
    /// @param actionSize entries of an action
    /// @param std σ of each entry of Θ
    /// @param interval steps that a matrix stays
    /// @param random where from
    StateDependentNoise(int features, int actionSize, double std, int interval, RandomStream random) {
        this.actionSize = actionSize;
        matrices = new NoiseMatrices(features, actionSize, interval, (feature, entry) -> std, random);
    }

    @Override
    public void add(Matrix z, int worlds, float[] actions) {
        matrices.begin(worlds);
        for (int world = 0; world < worlds; world++) {
            for (int k = 0; k < actionSize; k++) {
                int i = world * actionSize + k;
                actions[i] = Math.clamp(actions[i] + matrices.noise(z, world, k), -1f, 1f);
            }
        }
    }

    @Override
    public void ended(int world) {
        matrices.ended(world);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        matrices.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        matrices.restore(in);
    }
}
