package dev.sinew.trainer.exploration;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.FloatArrays;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Generalised state-dependent exploration, gSDE: `ε(s) = Θ·z(s)` with the features z of the policy's last hidden layer
/// and a matrix `Θ ~ N(0, σ²)` that stays for a number of steps, so that the same state gets the same noise and a robot
/// moves smoothly. Raffin, Kober and Stulp, *Smooth Exploration for Robotic Reinforcement Learning*,
/// arXiv:2005.05719v2,
/// section 3, with σ given. Every world has a matrix of its own, drawn anew when its episode ends.
final class StateDependentNoise implements ActionNoise {
    private final int features;
    private final int actionSize;
    private final double std;
    private final int interval;
    private final RandomStream random;
    private float[] matrices = new float[0];
    private int[] age = new int[0];

    /// Draws nothing yet.
    ///
    /// @param features outputs of the policy's last hidden layer
    /// @param actionSize entries of an action
    /// @param std σ of each entry of Θ
    /// @param interval steps that a matrix stays
    /// @param random where from
    StateDependentNoise(int features, int actionSize, double std, int interval, RandomStream random) {
        this.features = features;
        this.actionSize = actionSize;
        this.std = std;
        this.interval = interval;
        this.random = random;
    }

    @Override
    public void add(Matrix z, int worlds, float[] actions) {
        if (age.length != worlds) {
            age = new int[worlds];
            matrices = new float[worlds * features * actionSize];
        }
        for (int world = 0; world < worlds; world++) {
            if (age[world] == 0) {
                draw(world);
            }
            age[world] = (age[world] + 1) % interval;
            for (int k = 0; k < actionSize; k++) {
                int i = world * actionSize + k;
                actions[i] = Math.clamp(actions[i] + noise(z, world, k), -1f, 1f);
            }
        }
    }

    private void draw(int world) {
        int size = features * actionSize;
        for (int i = world * size; i < (world + 1) * size; i++) {
            matrices[i] = (float) (std * random.nextGaussian());
        }
    }

    private float noise(Matrix z, int world, int entry) {
        float sum = 0;
        int row = (world * actionSize + entry) * features;
        for (int f = 0; f < features; f++) {
            sum += matrices[row + f] * z.array()[world * z.stride() + f];
        }
        return sum;
    }

    @Override
    public void ended(int world) {
        if (age.length > 0) {
            age[world] = 0;
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        random.save(out);
        out.writeInt(age.length);
        for (int steps : age) {
            out.writeInt(steps);
        }
        FloatArrays.write(matrices, 0, matrices.length, out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        random.restore(in);
        age = new int[in.readInt()];
        for (int i = 0; i < age.length; i++) {
            age[i] = in.readInt();
        }
        matrices = new float[age.length * features * actionSize];
        FloatArrays.read(matrices, 0, matrices.length, in);
    }
}
