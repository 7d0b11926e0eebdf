package dev.sinew.trainer.exploration;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Matrix;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Noise that remembers, for bodies with inertia: `x ← x − θ·x + σ·N(0, 1)` for each entry, added to the action, back
/// to 0 when an episode ends. Lillicrap et al., arXiv:1509.02971v6, section 7; a step of the process is a step of the
/// world. In the long run its standard deviation is `σ / √(2θ − θ²)`.
final class OrnsteinUhlenbeckNoise implements ActionNoise {
    private final int actionSize;
    private final double theta;
    private final double std;
    private final RandomStream random;
    private double[] state = new double[0];

    /// Begins at 0.
    ///
    /// @param actionSize entries of an action
    /// @param theta θ, share of the way back to 0 in a step
    /// @param std σ, in units of the action's half range
    /// @param random where from
    OrnsteinUhlenbeckNoise(int actionSize, double theta, double std, RandomStream random) {
        this.actionSize = actionSize;
        this.theta = theta;
        this.std = std;
        this.random = random;
    }

    @Override
    public void add(Matrix features, int worlds, float[] actions) {
        if (state.length != worlds * actionSize) {
            state = new double[worlds * actionSize];
        }
        for (int i = 0; i < state.length; i++) {
            state[i] += -theta * state[i] + std * random.nextGaussian();
            actions[i] = Math.clamp((float) (actions[i] + state[i]), -1f, 1f);
        }
    }

    @Override
    public void ended(int world) {
        if (state.length > 0) {
            for (int k = 0; k < actionSize; k++) {
                state[world * actionSize + k] = 0;
            }
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        random.save(out);
        out.writeInt(state.length);
        for (double x : state) {
            out.writeDouble(x);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        random.restore(in);
        state = new double[in.readInt()];
        for (int i = 0; i < state.length; i++) {
            state[i] = in.readDouble();
        }
    }
}
