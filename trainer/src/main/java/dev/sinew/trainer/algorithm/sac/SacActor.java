package dev.sinew.trainer.algorithm.sac;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Elementary;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.ActorValue;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.offpolicy.OffPolicySettings;
import dev.sinew.trainer.offpolicy.SmoothnessPenalty;
import dev.sinew.trainer.optimizer.Adam;
import dev.sinew.trainer.replay.ReplayBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The policy under training and its passes over a batch. Every method that takes a part may run for all parts
/// at once.
final class SacActor {
    private final PolicyNetwork network;
    private final ReplayBatch batch;
    private final Adam optimizer;
    private final List<SacHalf> halves;
    private final float[] logPi;
    private final float[] nextLogPi;
    private final Optional<SmoothnessPenalty> smoothness;

    /// Binds the passes.
    ///
    /// @param kernels of the learner
    /// @param network to be trained
    /// @param batch to work on
    /// @param settings of the learner
    /// @param random split for the two halves of the batch
    SacActor(
            Kernels kernels,
            PolicyNetwork network,
            ReplayBatch batch,
            OffPolicySettings settings,
            RandomStream random) {
        this.network = network;
        this.batch = batch;
        optimizer = new Adam(settings.actorAdam(), network.parameters(), network.gradient());
        int rows = batch.rows();
        int size = batch.inputs().actionSize();
        halves = List.of(
                new SacHalf(0, rows / 2, size, random.split(0)), new SacHalf(rows / 2, rows, size, random.split(1)));
        logPi = new float[rows];
        nextLogPi = new float[rows];
        var payer = new SmoothnessPenalty.Payer(network.mlp(), network.parameters(), network.transposed(), this::modes);
        smoothness = settings.actor()
                .smoothness()
                .map(weights -> new SmoothnessPenalty(kernels, weights, batch, payer, random.split("smoothness")));
    }

    /// `tanh μ(s)`
    private void modes(int firstRow, int rows, float[] actions) {
        Matrix head = network.wanted();
        int size = batch.inputs().actionSize();
        for (int r = 0; r < rows; r++) {
            System.arraycopy(head.array(), (firstRow + r) * head.stride(), actions, r * size, size);
        }
        Elementary.tanh(actions, rows * size, actions);
    }

    /// Draws a batch and chooses the actions next.
    ///
    /// @param part which, from 0
    /// @param parts 1 or 2
    void drawAndActNext(int part, int parts) {
        for (int h = 2 * part / parts; h < 2 * (part + 1) / parts; h++) {
            halves.get(h).draw(batch);
        }
        network.runNext(batch.rows() * part / parts, batch.rows() * (part + 1) / parts);
        for (int h = 2 * part / parts; h < 2 * (part + 1) / parts; h++) {
            halves.get(h).actNext(network.next(), batch, nextLogPi);
        }
    }

    /// Draws a batch and chooses the actions wanted and next.
    ///
    /// @param part which, from 0
    /// @param parts 1 or 2
    void drawAndAct(int part, int parts) {
        int firstRow = batch.rows() * part / parts;
        int endRow = batch.rows() * (part + 1) / parts;
        for (int h = 2 * part / parts; h < 2 * (part + 1) / parts; h++) {
            halves.get(h).drawBoth(batch);
        }
        network.runWanted(firstRow, endRow);
        network.runNext(firstRow, endRow);
        for (int h = 2 * part / parts; h < 2 * (part + 1) / parts; h++) {
            halves.get(h).act(network.wanted(), batch, logPi);
            halves.get(h).actNext(network.next(), batch, nextLogPi);
        }
    }

    /// Takes the gradient of the actor's loss up to the output of the network, for some rows of the value's
    /// selection.
    ///
    /// @param value to climb
    /// @param alpha α
    /// @param part which, from 0
    /// @param parts how many share the work
    void differentiate(ActorValue value, float alpha, int part, int parts) {
        int rows = batch.rows();
        int first = rows * part / parts;
        int end = rows * (part + 1) / parts;
        value.differentiate(first, end, -1f / rows);
        for (int s = first; s < end; s++) {
            int row = value.selected(s);
            SacHalf half = halves.get(halves.get(0).holds(row) ? 0 : 1);
            half.wanted()
                    .gradient(row - half.firstRow(), alpha / rows, value.gradient(s), s, network.outputGradient(), row);
        }
    }

    /// Adds the gradient of the penalty, if any, and propagates the gradient of the output to the first layer.
    ///
    /// @param part which, from 0
    /// @param parts how many share the work
    void propagate(int part, int parts) {
        int firstRow = batch.rows() * part / parts;
        int endRow = batch.rows() * (part + 1) / parts;
        if (smoothness.isPresent()) {
            smoothness.get().differentiate(part, parts, network.outputGradient());
        }
        network.propagate(firstRow, endRow);
    }

    /// Computes the gradient of the parameters.
    ///
    /// @param part which, from 0
    /// @param parts how many share the work
    void accumulate(int part, int parts) {
        network.accumulate(part, parts);
        if (smoothness.isPresent()) {
            smoothness.get().accumulate(part, parts);
        }
    }

    /// {@return whether the actor pays for actions that jump}
    boolean pays() {
        return smoothness.isPresent();
    }

    /// {@return what it pays, mean over the batch of the last [#propagate]}
    double penalty() {
        return smoothness.orElseThrow().value();
    }

    /// Adds the gradient of the penalty.
    ///
    /// @param part which, from 0
    /// @param parts how many share the work
    void addPenalty(int part, int parts) {
        smoothness.orElseThrow().addTo(gradient(), part, parts);
    }

    /// {@return the optimizer}
    Adam optimizer() {
        return optimizer;
    }

    /// {@return the numbers that are trained}
    Parameters parameters() {
        return network.parameters();
    }

    /// Takes note of new parameters.
    ///
    /// @param part which, from 0
    /// @param parts how many share the work
    void parametersChanged(int part, int parts) {
        network.parametersChanged(part, parts);
    }

    /// {@return the gradient of the parameters}
    Parameters gradient() {
        return network.gradient();
    }

    /// {@return log π of the actions wanted, `[B]`; the array itself}
    float[] logPi() {
        return logPi;
    }

    /// {@return log π of the actions next, `[B]`; the array itself}
    float[] nextLogPi() {
        return nextLogPi;
    }

    /// Writes parameters, moments and random streams, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException {
        network.parameters().save(out);
        optimizer.save(out);
        for (SacHalf half : halves) {
            half.random().save(out);
        }
        if (smoothness.isPresent()) {
            smoothness.get().save(out);
        }
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails
    void restore(DataInput in) throws IOException {
        network.parameters().restore(in);
        optimizer.restore(in);
        for (SacHalf half : halves) {
            half.random().restore(in);
        }
        if (smoothness.isPresent()) {
            smoothness.get().restore(in);
        }
        parametersChanged(0, 1);
    }
}
