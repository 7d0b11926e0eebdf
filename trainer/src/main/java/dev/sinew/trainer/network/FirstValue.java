package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The value of the first critic: the only one of DDPG, and the one that TD3's actor climbs (Fujimoto et al.,
/// arXiv:1802.09477v3, Algorithm 1). The selection is the batch.
public final class FirstValue implements ActorValue {
    private final Critic critic;
    private final int[] rows;
    private final float[] valueGradient;

    /// Climbs the first critic.
    ///
    /// @param critics at least one
    /// @param rows of the batch, B
    public FirstValue(CriticEnsemble critics, int rows) {
        critic = critics.get(0);
        this.rows = IntStream.range(0, rows).toArray();
        valueGradient = new float[rows];
    }

    @Override
    public int critics() {
        return 1;
    }

    @Override
    public void prepare() {}

    @Override
    public float value(int row) {
        return critic.wantedValues()[row];
    }

    @Override
    public void differentiate(int firstRow, int endRow, float scale) {
        Arrays.fill(valueGradient, firstRow, endRow, scale);
        critic.actionGradient(firstRow, endRow, valueGradient, rows);
    }

    @Override
    public int selected(int row) {
        return row;
    }

    @Override
    public Matrix gradient(int row) {
        return critic.actionGradient();
    }
}
