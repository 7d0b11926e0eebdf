package dev.sinew.trainer.algorithm.sac;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.Critic;
import dev.sinew.trainer.normalization.RunningMoments;
import dev.sinew.trainer.replay.ReplayBuffer;
import java.util.Optional;

/// The transitions of one update, normalised with the statistics of the day, as the networks take them in.
/// Drawn in two halves, each with a stream of its own, so that who draws a half does not matter.
final class SacBatch {
    private final ReplayBuffer replay;
    private final Optional<RunningMoments> moments;
    private final int observationSize;
    private final int actionSize;
    private final Matrix taken;
    private final Matrix wanted;
    private final Matrix next;
    private final float[] rewards;
    private final float[] terminated;

    /// Room for a batch.
    ///
    /// @param replay to draw from
    /// @param moments to normalise with, if at all
    /// @param rows B
    /// @param observationSize floats of one observation
    /// @param actionSize floats of one action
    SacBatch(ReplayBuffer replay, Optional<RunningMoments> moments, int rows, int observationSize, int actionSize) {
        this.replay = replay;
        this.moments = moments;
        this.observationSize = observationSize;
        this.actionSize = actionSize;
        taken = Matrix.byRow(rows, observationSize + actionSize);
        wanted = Matrix.byRow(rows, observationSize + actionSize);
        next = Matrix.byRow(rows, observationSize + actionSize);
        rewards = new float[rows];
        terminated = new float[rows];
    }

    /// Draws some rows with replacement; the actions wanted and next are left to the actor.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    /// @param random where from
    void draw(int firstRow, int endRow, RandomStream random) {
        for (int row = firstRow; row < endRow; row++) {
            load(row, replay.start() + random.nextInt(replay.size()));
        }
    }

    private void load(int row, long number) {
        float[] from = replay.block(number);
        int at = replay.at(number);
        int to = row * taken.stride();
        observe(from, at, taken.array(), to);
        System.arraycopy(taken.array(), to, wanted.array(), to, observationSize);
        observe(from, at + replay.next(), next.array(), to);
        System.arraycopy(from, at + replay.action(), taken.array(), to + observationSize, actionSize);
        rewards[row] = from[at + replay.reward()];
        terminated[row] = from[at + replay.terminated()];
    }

    private void observe(float[] from, int at, float[] to, int into) {
        if (moments.isPresent()) {
            moments.get().normalize(from, at, to, into);
        } else {
            System.arraycopy(from, at, to, into, observationSize);
        }
    }

    /// {@return B}
    int rows() {
        return rewards.length;
    }

    /// {@return what critics are evaluated on}
    Critic.Inputs inputs() {
        return new Critic.Inputs(taken, wanted, next, actionSize);
    }

    /// {@return rewards, `[B]`}
    float[] rewards() {
        return rewards;
    }

    /// {@return 1 for terminated, else 0, `[B]`}
    float[] terminated() {
        return terminated;
    }

    /// {@return what of it is not finite, by name; empty when all is}
    Optional<String> firstNotFinite() {
        if (!finite(rewards)) {
            return Optional.of("reward of the batch");
        }
        for (int row = 0; row < rewards.length; row++) {
            for (int k = 0; k < observationSize; k++) {
                int at = row * taken.stride() + k;
                if (!Float.isFinite(taken.array()[at]) || !Float.isFinite(next.array()[at])) {
                    return Optional.of("observation " + k + " of the batch");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /// {@return the place of a row's action in the matrices}
    ///
    /// @param row of the batch
    int action(int row) {
        return row * taken.stride() + observationSize;
    }
}
