package dev.sinew.trainer.hardware;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.DenseLayer;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.network.Squash;
import dev.sinew.trainer.replay.ReplayBuffer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A learner whose only weight counts its updates, and whose critics' loss halves with each hundred updates.
final class FakeLearner implements TunedLearner {
    private final ReplayBuffer replay = new ReplayBuffer(1000, 1, 1);
    final List<Double> shares = new ArrayList<>();
    double price;
    int updates;
    int criticUpdates;
    double lossFactor = 0.5;
    private double loss = 64;

    @Override
    public ReplayBuffer replay() {
        return replay;
    }

    @Override
    public void share(double own) {
        shares.add(own);
    }

    @Override
    public void price(double value) {
        price = value;
    }

    @Override
    public void update(int count) {
        updates += count;
    }

    @Override
    public void updateCritics(int count) {
        criticUpdates += count;
    }

    @Override
    public double criticLoss() {
        loss *= lossFactor;
        return loss;
    }

    @Override
    public ExportedPolicy policy() {
        return new ExportedPolicy(
                Optional.empty(),
                List.of(new DenseLayer(1, 1, new float[] {updates}, new float[] {0}, Activation.IDENTITY)),
                Squash.TANH,
                new float[] {-1},
                new float[] {1});
    }

    /// {@return the weight of a policy of this learner}
    static int weight(ExportedPolicy policy) {
        return (int) policy.layers().getFirst().weights()[0];
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(updates);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        updates = in.readInt();
    }

    @Override
    public void bringBack(DataInput in) throws IOException {
        restore(in);
    }

    @Override
    public void close() {}
}
