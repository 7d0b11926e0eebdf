package dev.sinew.trainer.offpolicy;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.MlpBackward;
import dev.sinew.trainer.network.MlpForward;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.network.TransposedLayers;
import dev.sinew.trainer.replay.ReplayBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// What an actor pays for actions that jump, in addition to its loss:
/// `λ_T·mean ‖π(s) − π(s′)‖² + λ_S·mean ‖π(s) − π(s̄)‖²` with `s̄ ~ N(s, σ²)`, where π is the action without
/// exploration, in `[−1, 1]`, and s′ the state that followed. Mysore, Mabsout, Mancuso and Saenko, *Regularizing Action
/// Policies for Smooth Control with Reinforcement Learning*, arXiv:2012.06644v2, Eq. 1 to 3, with squares of the
/// distances, so that the gradient has no pole where actions agree. The gradient runs through both actions of a pair.
///
/// It has a pass of its own over s′ and s̄; that over s is the actor's. Threads may share it as different parts.
public final class SmoothnessPenalty {
    private final SmoothnessSettings settings;
    private final ReplayBatch batch;
    private final Modes modes;
    private final int spatialRow;
    private final int observationSize;
    private final int actionSize;
    private final Matrix states;
    private final MlpForward pass;
    private final MlpBackward backward;
    private final List<DisturbedRows> halves;
    private final float[] penalties;

    /// The actions without exploration in the states of the batch.
    @FunctionalInterface
    public interface Modes {
        /// Takes those of some rows.
        ///
        /// @param firstRow first row of the batch
        /// @param rows how many
        /// @param actions `[rows, action]` and a few floats that do not count, filled
        void take(int firstRow, int rows, float[] actions);
    }

    /// The actor that pays.
    ///
    /// @param mlp from an observation to the sums of the action, its first outputs
    /// @param parameters of that network
    /// @param transposed of those parameters
    /// @param modes its actions in the states of the batch
    public record Payer(Mlp mlp, Parameters parameters, TransposedLayers transposed, Modes modes) {}

    /// Binds the passes.
    ///
    /// @param kernels of the learner
    /// @param settings weights
    /// @param batch of each update
    /// @param actor that pays
    /// @param random split for the two halves of the batch
    public SmoothnessPenalty(
            Kernels kernels, SmoothnessSettings settings, ReplayBatch batch, Payer actor, RandomStream random) {
        this.settings = settings;
        this.batch = batch;
        modes = actor.modes();
        int rows = batch.rows();
        actionSize = batch.inputs().actionSize();
        observationSize = batch.inputs().taken().columns() - actionSize;
        spatialRow = settings.temporal() > 0 ? rows : 0;
        states = Matrix.byRow(spatialRow + (settings.spatial() > 0 ? rows : 0), observationSize);
        pass = new MlpForward(kernels, actor.mlp(), actor.parameters().values(), states, Activation.TANH);
        backward = new MlpBackward(kernels, pass, states, actor.parameters(), actor.transposed());
        halves = List.of(
                new DisturbedRows(0, rows / 2, observationSize, actionSize, random.split(0)),
                new DisturbedRows(rows / 2, rows, observationSize, actionSize, random.split(1)));
        penalties = new float[rows];
    }

    /// Takes the penalty of some rows of the batch and its gradient, up to the first layer.
    ///
    /// @param part which, from 0
    /// @param parts 1 or 2
    /// @param headGradient gradient by the sums of the actor's head in the states of the batch, by row; added to
    public void differentiate(int part, int parts, Matrix headGradient) {
        for (int h = 2 * part / parts; h < 2 * (part + 1) / parts; h++) {
            DisturbedRows half = halves.get(h);
            modes.take(half.firstRow(), half.rows(), half.modes());
            for (int r = 0; r < half.rows(); r++) {
                penalties[half.firstRow() + r] = 0;
            }
            if (settings.temporal() > 0) {
                copyNext(half);
                compare(half, 0, (float) settings.temporal(), headGradient);
            }
            if (settings.spatial() > 0) {
                half.disturb(batch.inputs().taken(), (float) settings.std(), states, spatialRow);
                compare(half, spatialRow, (float) settings.spatial(), headGradient);
            }
        }
    }

    private void copyNext(DisturbedRows half) {
        Matrix next = batch.inputs().next();
        for (int row = half.firstRow(); row < half.endRow(); row++) {
            System.arraycopy(next.array(), row * next.stride(), states.array(), row * states.stride(), observationSize);
        }
    }

    /// With `a = tanh u`: `∂(λ/B·‖a − b‖²)/∂u = 2λ/B·(a − b)·(1 − a²)`, and the same for b with the opposite sign.
    private void compare(DisturbedRows half, int offset, float weight, Matrix headGradient) {
        int first = offset + half.firstRow();
        int end = offset + half.endRow();
        pass.run(first, end);
        Matrix other = pass.output();
        Matrix otherGradient = backward.outputGradient();
        float scale = weight / penalties.length;
        for (int r = 0; r < half.rows(); r++) {
            int row = half.firstRow() + r;
            int here = row * headGradient.stride();
            int there = (offset + row) * otherGradient.stride();
            int at = (offset + row) * other.stride();
            float sum = 0;
            for (int k = 0; k < actionSize; k++) {
                float a = half.modes()[r * actionSize + k];
                float b = other.array()[at + k];
                float slope = 2 * scale * (a - b);
                headGradient.array()[here + k] += slope * (1 - a * a);
                otherGradient.array()[there + k] = -slope * (1 - b * b);
                sum += (a - b) * (a - b);
            }
            penalties[row] += weight * sum;
        }
        backward.outputGradient().fillPanels(first, end);
        backward.inputs(first, end);
    }

    /// {@return the penalty, mean over the batch, of the last [#differentiate]}
    public double value() {
        double sum = 0;
        for (float penalty : penalties) {
            sum += penalty;
        }
        return sum / penalties.length;
    }

    /// Computes the share of one part of the gradient of the parameters; all rows must be differentiated.
    ///
    /// @param part which, from 0
    /// @param parts how many share the work
    public void accumulate(int part, int parts) {
        backward.weights(part, parts);
    }

    /// Adds the share of one part of the gradient to the actor's own; all of it must be accumulated.
    ///
    /// @param gradient of the actor, changed
    /// @param part which, from 0
    /// @param parts how many share the work
    public void addTo(Parameters gradient, int part, int parts) {
        float[] own = backward.gradient().values();
        float[] sum = gradient.values();
        int end = (int) ((long) sum.length * (part + 1) / parts);
        for (int i = (int) ((long) sum.length * part / parts); i < end; i++) {
            sum[i] += own[i];
        }
    }

    /// Writes the random streams, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        for (DisturbedRows half : halves) {
            half.random().save(out);
        }
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails
    public void restore(DataInput in) throws IOException {
        for (DisturbedRows half : halves) {
            half.random().restore(in);
        }
    }
}
