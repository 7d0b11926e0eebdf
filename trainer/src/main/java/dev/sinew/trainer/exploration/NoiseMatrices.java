package dev.sinew.trainer.exploration;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.FloatArrays;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The matrices of generalised state-dependent exploration, gSDE: noise `ε(s) = Θ·z(s)` with the features z of the
/// policy's last hidden layer and a matrix `Θ ~ N(0, σ²)` that stays for a number of steps, so that the same state gets
/// the same noise and a robot moves smoothly. Raffin, Kober and Stulp, *Smooth Exploration for Robotic Reinforcement
/// Learning*, arXiv:2005.05719v2, section 3. Every world has a matrix of its own, drawn anew when its episode ends. One
/// thread.
public final class NoiseMatrices {
    private final int features;
    private final int actionSize;
    private final int interval;
    private final Std std;
    private final RandomStream random;
    private float[] matrices = new float[0];
    private int[] age = new int[0];

    /// How far the entries of a matrix reach.
    @FunctionalInterface
    public interface Std {
        /// {@return σ of one entry of Θ}
        ///
        /// @param feature which output of the last hidden layer
        /// @param entry of the action
        double of(int feature, int entry);
    }

    /// Draws nothing yet.
    ///
    /// @param features outputs of the policy's last hidden layer
    /// @param actionSize entries of an action
    /// @param interval steps that a matrix stays
    /// @param std σ of each entry, asked when a matrix is drawn
    /// @param random where from
    public NoiseMatrices(int features, int actionSize, int interval, Std std, RandomStream random) {
        this.features = features;
        this.actionSize = actionSize;
        this.interval = interval;
        this.std = std;
        this.random = random;
    }

    /// Begins a step: matrices whose time has come are drawn.
    ///
    /// @param worlds N
    public void begin(int worlds) {
        if (age.length != worlds) {
            age = new int[worlds];
            matrices = new float[worlds * features * actionSize];
        }
        for (int world = 0; world < worlds; world++) {
            if (age[world] == 0) {
                draw(world);
            }
            age[world] = (age[world] + 1) % interval;
        }
    }

    private void draw(int world) {
        int i = world * features * actionSize;
        for (int entry = 0; entry < actionSize; entry++) {
            for (int f = 0; f < features; f++) {
                matrices[i++] = (float) (std.of(f, entry) * random.nextGaussian());
            }
        }
    }

    /// {@return ε of one entry of an action}
    ///
    /// @param z features, by row, one row a world
    /// @param world which of the N
    /// @param entry of the action
    public float noise(Matrix z, int world, int entry) {
        float sum = 0;
        int row = (world * actionSize + entry) * features;
        for (int f = 0; f < features; f++) {
            sum += matrices[row + f] * z.array()[world * z.stride() + f];
        }
        return sum;
    }

    /// Takes note that an episode ended.
    ///
    /// @param world which of the N
    public void ended(int world) {
        if (age.length > 0) {
            age[world] = 0;
        }
    }

    /// Takes note of episodes that ended.
    ///
    /// @param step of all worlds
    public void stepped(StepBatch step) {
        for (int world = 0; world < step.rewards().length; world++) {
            if (step.ended(world)) {
                ended(world);
            }
        }
    }

    /// Writes the state, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        random.save(out);
        out.writeInt(age.length);
        for (int steps : age) {
            out.writeInt(steps);
        }
        FloatArrays.write(matrices, 0, matrices.length, out);
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails
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
