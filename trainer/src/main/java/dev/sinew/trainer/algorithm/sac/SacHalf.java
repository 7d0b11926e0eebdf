package dev.sinew.trainer.algorithm.sac;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.SquashedGaussian;
import dev.sinew.trainer.replay.ReplayBatch;

/// One half of the rows of a batch, with the random numbers that belong to it: which transitions, and the
/// noise of the actions. Two threads may work on the two halves; the numbers are the same when one thread
/// works on both.
final class SacHalf {
    private final int firstRow;
    private final int rows;
    private final int actionSize;
    private final RandomStream random;
    private final SquashedGaussian wanted;
    private final SquashedGaussian next;

    /// Room for some rows.
    ///
    /// @param firstRow first row of the batch
    /// @param endRow row after the last
    /// @param actionSize floats of one action
    /// @param random a stream of its own
    SacHalf(int firstRow, int endRow, int actionSize, RandomStream random) {
        this.firstRow = firstRow;
        rows = endRow - firstRow;
        this.actionSize = actionSize;
        this.random = random;
        wanted = new SquashedGaussian(rows, actionSize);
        next = new SquashedGaussian(rows, actionSize);
    }

    /// Draws transitions, and noise for the actions next.
    ///
    /// @param batch filled in these rows
    void draw(ReplayBatch batch) {
        batch.draw(firstRow, firstRow + rows, random);
        next.draw(random, rows);
    }

    /// Draws transitions, and noise for the actions wanted and next.
    ///
    /// @param batch filled in these rows
    void drawBoth(ReplayBatch batch) {
        batch.draw(firstRow, firstRow + rows, random);
        wanted.draw(random, rows);
        next.draw(random, rows);
    }

    /// Chooses the actions that the policy wants in the states drawn.
    ///
    /// @param head output of the actor in the states drawn
    /// @param batch its actions wanted are filled in these rows
    /// @param logPi of the actions, filled in these rows
    void act(Matrix head, ReplayBatch batch, float[] logPi) {
        act(wanted, head, batch.inputs().wanted(), batch, logPi);
    }

    /// Chooses the actions in the states that followed.
    ///
    /// @param head output of the actor in the states that followed
    /// @param batch its actions next are filled in these rows
    /// @param logPi of the actions, filled in these rows
    void actNext(Matrix head, ReplayBatch batch, float[] logPi) {
        act(next, head, batch.inputs().next(), batch, logPi);
    }

    private void act(SquashedGaussian distribution, Matrix head, Matrix to, ReplayBatch batch, float[] logPi) {
        distribution.sample(head, firstRow, rows);
        for (int r = 0; r < rows; r++) {
            System.arraycopy(distribution.action(), r * actionSize, to.array(), batch.action(firstRow + r), actionSize);
        }
        System.arraycopy(distribution.logPi(), 0, logPi, firstRow, rows);
    }

    /// {@return whether a row of the batch is in this half}
    ///
    /// @param row of the batch
    boolean holds(int row) {
        return row >= firstRow && row < firstRow + rows;
    }

    /// {@return the distribution of the actions wanted; its row 0 is [#firstRow]}
    SquashedGaussian wanted() {
        return wanted;
    }

    /// {@return first row of the batch}
    int firstRow() {
        return firstRow;
    }

    /// {@return the stream, for checkpoints}
    RandomStream random() {
        return random;
    }
}
