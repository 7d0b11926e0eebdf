package dev.sinew.trainer.replay;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.Critic;
import dev.sinew.trainer.normalization.RunningMoments;
import java.util.Optional;

/// The transitions of one update, normalised with the statistics of the day, as the networks take them in. Threads may
/// draw different rows, each with a stream of its own.
public final class ReplayBatch {
    private final ReplayMixture replay;
    private final Optional<RunningMoments> moments;
    private final int observationSize;
    private final int actionSize;
    private final Critic.Inputs inputs;
    private final Matrix taken;
    private final Matrix wanted;
    private final Matrix next;
    private final float[] rewards;
    private final float[] costs;
    private final float[] continuation;

    /// Room for a batch.
    ///
    /// @param replay to draw from
    /// @param moments to normalise with, if at all
    /// @param rows B
    /// @param observationSize floats of one observation
    /// @param actionSize floats of one action
    public ReplayBatch(
            ReplayMixture replay, Optional<RunningMoments> moments, int rows, int observationSize, int actionSize) {
        this.replay = replay;
        this.moments = moments;
        this.observationSize = observationSize;
        this.actionSize = actionSize;
        taken = Matrix.byRow(rows, observationSize + actionSize);
        wanted = Matrix.byRow(rows, observationSize + actionSize);
        next = Matrix.byRow(rows, observationSize + actionSize);
        inputs = new Critic.Inputs(taken, wanted, next, actionSize);
        rewards = new float[rows];
        costs = new float[rows];
        continuation = new float[rows];
    }

    /// Draws some rows with replacement; the actions wanted and next are left to the actor.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    /// @param random where from
    public void draw(int firstRow, int endRow, RandomStream random) {
        for (int row = firstRow; row < endRow; row++) {
            NStepReplay source = replay.source(row);
            load(row, source, source.draw(random));
        }
    }

    private void load(int row, NStepReplay source, long number) {
        ReplayBuffer transitions = source.replay();
        long last = source.last(number);
        float[] from = transitions.block(number);
        int at = transitions.at(number);
        int to = row * taken.stride();
        observe(from, at, taken.array(), to);
        System.arraycopy(taken.array(), to, wanted.array(), to, observationSize);
        System.arraycopy(from, at + transitions.action(), taken.array(), to + observationSize, actionSize);
        observe(transitions.block(last), transitions.at(last) + transitions.next(), next.array(), to);
        rewards[row] = source.reward(number, last);
        costs[row] = source.cost(number, last);
        continuation[row] = source.continuation(number, last);
    }

    private void observe(float[] from, int at, float[] to, int into) {
        if (moments.isPresent()) {
            moments.get().normalize(from, at, to, into);
        } else {
            System.arraycopy(from, at, to, into, observationSize);
        }
    }

    /// {@return B}
    public int rows() {
        return rewards.length;
    }

    /// {@return what critics are evaluated on}
    public Critic.Inputs inputs() {
        return inputs;
    }

    /// {@return discounted sums of rewards, R, `[B]`; the array itself}
    public float[] rewards() {
        return rewards;
    }

    /// {@return discounted sums of costs, `[B]`, not a number where they are not known; the array itself}
    public float[] costs() {
        return costs;
    }

    /// {@return what the values of the next states count, γᵏ·(1 − terminated), `[B]`; the array itself}
    public float[] continuation() {
        return continuation;
    }

    /// {@return what of it is not finite, by name; empty when all is}
    public Optional<String> firstNotFinite() {
        if (!finite(rewards)) {
            return Optional.of("reward of the batch");
        }
        for (float cost : costs) {
            if (Float.isInfinite(cost)) {
                return Optional.of("cost of the batch");
            }
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
    public int action(int row) {
        return row * taken.stride() + observationSize;
    }
}
