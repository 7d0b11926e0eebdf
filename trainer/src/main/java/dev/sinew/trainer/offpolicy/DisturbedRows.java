package dev.sinew.trainer.offpolicy;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Elementary;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.kernel.Normals;

/// Some rows of a batch with the random numbers that disturb their states. Two threads may work on the two halves of a
/// batch; the numbers are the same when one thread works on both.
final class DisturbedRows {
    private final int firstRow;
    private final int rows;
    private final int observationSize;
    private final RandomStream random;
    private final Normals normals;
    private final float[] noise;
    private final float[] modes;

    /// Room for some rows.
    ///
    /// @param firstRow first row of the batch
    /// @param endRow row after the last
    /// @param observationSize floats of one observation
    /// @param actionSize floats of one action
    /// @param random a stream of its own
    DisturbedRows(int firstRow, int endRow, int observationSize, int actionSize, RandomStream random) {
        this.firstRow = firstRow;
        rows = endRow - firstRow;
        this.observationSize = observationSize;
        this.random = random;
        normals = new Normals(rows * observationSize);
        noise = new float[rows * observationSize + Elementary.SPARE];
        modes = new float[rows * actionSize + Elementary.SPARE];
    }

    /// Adds noise to the states.
    ///
    /// @param states by row; the first columns are the observation
    /// @param std σ
    /// @param to by row, filled
    /// @param offset row of `to` that is row 0 of the batch
    void disturb(Matrix states, float std, Matrix to, int offset) {
        normals.fill(random, rows * observationSize, noise);
        for (int r = 0; r < rows; r++) {
            int from = (firstRow + r) * states.stride();
            int into = (offset + firstRow + r) * to.stride();
            for (int k = 0; k < observationSize; k++) {
                to.array()[into + k] = states.array()[from + k] + std * noise[r * observationSize + k];
            }
        }
    }

    int firstRow() {
        return firstRow;
    }

    int endRow() {
        return firstRow + rows;
    }

    int rows() {
        return rows;
    }

    /// {@return room for the actions without exploration, `[rows, action]` and a few floats that do not count}
    float[] modes() {
        return modes;
    }

    /// {@return the stream, for checkpoints}
    RandomStream random() {
        return random;
    }
}
