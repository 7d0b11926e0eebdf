package dev.sinew.trainer.loop;

import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.DenseLayer;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.network.Squash;
import dev.sinew.trainer.replay.TransitionLog;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A learner as small as can be that has all a real one has: weights, moments, a ring of transitions, a random
/// stream, figures in the making. What it learns makes no sense; that it learns the same twice is the point.
public final class LineLearner implements OffPolicyLearner, TransitionLog {
    private static final int ROW = 5;

    private final int capacity;
    private final float[] rows;
    private final float[] weights = {-0.5f, -0.2f, 0.1f};
    private final float[] moments = new float[3];
    private long end;
    private long start;
    private long random = 7;
    private long updates;
    private double lossSum;
    private long lossCount;

    public LineLearner(int capacity) {
        this.capacity = capacity;
        rows = new float[capacity * ROW];
    }

    @Override
    public void act(float[] observations, int worlds, boolean explore, float[] actions) {
        for (int w = 0; w < worlds; w++) {
            float sum = weights[0] * observations[2 * w] + weights[1] * observations[2 * w + 1] + weights[2];
            float mean = (float) StrictMath.tanh(sum);
            actions[w] = explore ? Math.clamp(mean + 0.3f * noise(), -1f, 1f) : mean;
        }
    }

    @Override
    public void remember(float[] observations, float[] actions, StepBatch step) {
        for (int w = 0; w < actions.length; w++) {
            int at = (int) (end % capacity) * ROW;
            rows[at] = observations[2 * w];
            rows[at + 1] = observations[2 * w + 1];
            rows[at + 2] = actions[w];
            rows[at + 3] = (float) step.rewards()[w];
            rows[at + 4] = step.terminated()[w] ? 1 : 0;
            end++;
            start = Math.max(start, end - capacity);
        }
    }

    @Override
    public void update(int count) {
        for (int i = 0; i < count; i++) {
            long drawn = start + (long) ((noise() * 0.5f + 0.5f) * (end - start));
            int at = (int) (Math.min(drawn, end - 1) % capacity) * ROW;
            float error = rows[at + 3] * (rows[at + 2] - weights[2]);
            for (int k = 0; k < 3; k++) {
                float gradient = error * (k < 2 ? rows[at + k] : 1);
                moments[k] = 0.9f * moments[k] + 0.1f * gradient;
                weights[k] += 1e-3f * moments[k];
            }
            updates++;
            lossSum += error * error;
            lossCount++;
        }
    }

    @Override
    public void metrics(MetricSink sink) {
        sink.metric("train/n_updates", (double) updates);
        if (lossCount > 0) {
            sink.metric("train/critic_loss", lossSum / lossCount);
        }
        lossSum = 0;
        lossCount = 0;
    }

    public long updates() {
        return updates;
    }

    @Override
    public ExportedPolicy policy(float[] actionLow, float[] actionHigh) {
        DenseLayer line = new DenseLayer(
                2, 1, new float[] {weights[0], weights[1]}, new float[] {weights[2]}, Activation.IDENTITY);
        return new ExportedPolicy(Optional.empty(), List.of(line), Squash.TANH, actionLow, actionHigh);
    }

    @Override
    public TransitionLog transitions() {
        return this;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (int k = 0; k < 3; k++) {
            out.writeFloat(weights[k]);
            out.writeFloat(moments[k]);
        }
        out.writeLong(random);
        out.writeLong(updates);
        out.writeDouble(lossSum);
        out.writeLong(lossCount);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        for (int k = 0; k < 3; k++) {
            weights[k] = in.readFloat();
            moments[k] = in.readFloat();
        }
        random = in.readLong();
        updates = in.readLong();
        lossSum = in.readDouble();
        lossCount = in.readLong();
    }

    @Override
    public long start() {
        return start;
    }

    @Override
    public long end() {
        return end;
    }

    @Override
    public int bytesEach() {
        return ROW * Float.BYTES;
    }

    @Override
    public void write(long from, long to, DataOutput out) throws IOException {
        for (long row = from; row < to; row++) {
            for (int k = 0; k < ROW; k++) {
                out.writeFloat(rows[(int) (row % capacity) * ROW + k]);
            }
        }
    }

    @Override
    public void read(long from, long to, DataInput in) throws IOException {
        start = end == 0 ? from : start;
        for (long row = from; row < to; row++) {
            for (int k = 0; k < ROW; k++) {
                rows[(int) (row % capacity) * ROW + k] = in.readFloat();
            }
        }
        end = to;
        start = Math.max(start, end - capacity);
    }

    @Override
    public void close() {}

    private float noise() {
        random = random * 6364136223846793005L + 1442695040888963407L;
        return (random >>> 40) * 0x1p-23f - 1;
    }
}
