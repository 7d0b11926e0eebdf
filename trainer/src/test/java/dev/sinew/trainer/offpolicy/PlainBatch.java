package dev.sinew.trainer.offpolicy;

import dev.sinew.trainer.replay.ReplayBatch;

/// The transitions of the last update in float64, one per row.
public final class PlainBatch {
    public final double[][] observations;
    public final double[][] actions;
    public final double[] rewards;
    public final double[] continuation;
    public final double[][] next;

    /// Copies a batch.
    public PlainBatch(ReplayBatch batch, int observationSize, int actionSize) {
        int rows = batch.rows();
        observations = new double[rows][observationSize];
        actions = new double[rows][actionSize];
        rewards = new double[rows];
        continuation = new double[rows];
        next = new double[rows][observationSize];
        int stride = batch.inputs().taken().stride();
        float[] taken = batch.inputs().taken().array();
        float[] after = batch.inputs().next().array();
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < observationSize; k++) {
                observations[r][k] = taken[r * stride + k];
                next[r][k] = after[r * stride + k];
            }
            for (int k = 0; k < actionSize; k++) {
                actions[r][k] = taken[r * stride + observationSize + k];
            }
            rewards[r] = batch.rewards()[r];
            continuation[r] = batch.continuation()[r];
        }
    }

    /// Rows of both, side by side.
    public static double[][] join(double[][] left, double[][] right) {
        double[][] both = new double[left.length][left[0].length + right[0].length];
        for (int r = 0; r < left.length; r++) {
            System.arraycopy(left[r], 0, both[r], 0, left[r].length);
            System.arraycopy(right[r], 0, both[r], left[r].length, right[r].length);
        }
        return both;
    }
}
