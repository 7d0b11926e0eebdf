package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The mean of all critics (Chen, Wang, Zhou and Ross, *Randomized Ensembled Double Q-Learning*, arXiv:2101.05982v2,
/// Algorithm 1). The selection is the batch.
public final class MeanValue implements ActorValue {
    private final CriticEnsemble critics;
    private final int[] rows;
    private final float[] valueGradient;
    private final Matrix gradient;

    /// Climbs the mean.
    ///
    /// @param critics at least one
    /// @param rows of the batch, B
    public MeanValue(CriticEnsemble critics, int rows) {
        this.critics = critics;
        this.rows = IntStream.range(0, rows).toArray();
        valueGradient = new float[rows];
        gradient = Matrix.byRow(rows, critics.get(0).actionGradient().columns());
    }

    @Override
    public int critics() {
        return critics.size();
    }

    @Override
    public void prepare() {}

    @Override
    public float value(int row) {
        float sum = 0;
        for (int i = 0; i < critics.size(); i++) {
            sum += critics.get(i).wantedValues()[row];
        }
        return sum / critics.size();
    }

    @Override
    public void differentiate(int firstRow, int endRow, float scale) {
        Arrays.fill(valueGradient, firstRow, endRow, scale / critics.size());
        int from = firstRow * gradient.stride();
        int to = endRow * gradient.stride();
        Arrays.fill(gradient.array(), from, to, 0f);
        for (int i = 0; i < critics.size(); i++) {
            critics.get(i).actionGradient(firstRow, endRow, valueGradient, rows);
            float[] one = critics.get(i).actionGradient().array();
            for (int k = from; k < to; k++) {
                gradient.array()[k] += one[k];
            }
        }
    }

    @Override
    public int selected(int row) {
        return row;
    }

    @Override
    public Matrix gradient(int row) {
        return gradient;
    }
}
