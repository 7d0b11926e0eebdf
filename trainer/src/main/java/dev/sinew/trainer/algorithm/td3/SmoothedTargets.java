package dev.sinew.trainer.algorithm.td3;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Elementary;
import dev.sinew.trainer.kernel.Normals;
import dev.sinew.trainer.network.DeterministicActor;
import dev.sinew.trainer.replay.ReplayBatch;

/// Some rows of a batch with the random numbers that belong to them: which transitions, and the noise of the target
/// actions. Two threads may work on the two halves of a batch; the numbers are the same when one thread works on both.
final class SmoothedTargets {
    private final int firstRow;
    private final int rows;
    private final int actionSize;
    private final RandomStream random;
    private final Normals normals;
    private final float[] noise;

    /// Room for some rows.
    ///
    /// @param firstRow first row of the batch
    /// @param endRow row after the last
    /// @param actionSize floats of one action
    /// @param random a stream of its own
    SmoothedTargets(int firstRow, int endRow, int actionSize, RandomStream random) {
        this.firstRow = firstRow;
        rows = endRow - firstRow;
        this.actionSize = actionSize;
        this.random = random;
        normals = new Normals(rows * actionSize);
        noise = new float[rows * actionSize + Elementary.SPARE];
    }

    /// Draws transitions and noise, and chooses the smoothed target actions.
    ///
    /// @param batch filled in these rows
    /// @param actor whose target acts
    /// @param loss says how actions are smoothed
    void draw(ReplayBatch batch, DeterministicActor actor, Td3Loss loss) {
        batch.draw(firstRow, firstRow + rows, random);
        normals.fill(random, rows * actionSize, noise);
        actor.chooseNext(firstRow, firstRow + rows);
        float[] actions = batch.inputs().next().array();
        for (int r = 0; r < rows; r++) {
            int at = batch.action(firstRow + r);
            for (int k = 0; k < actionSize; k++) {
                actions[at + k] = loss.smooth(actions[at + k], noise[r * actionSize + k]);
            }
        }
    }

    /// {@return the stream, for checkpoints}
    RandomStream random() {
        return random;
    }
}
