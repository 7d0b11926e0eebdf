package dev.sinew.trainer.replay;

import dev.sinew.sim.environment.StepBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// The newest transitions, raw, in float32: observation, action, next observation, reward, how it ended. A time limit
/// says nothing about what a state is worth, so only [#isTerminated] ends a value; that an episode was cut is kept for
/// returns over several steps, which must not run into the next one.
///
/// Beside them it may hold what each cost. Memory is taken in blocks as it fills, so a large capacity costs nothing
/// until it is used; that of the costs is taken with the first.
public final class ReplayBuffer implements TransitionLog {
    private static final int BLOCK = 4096;
    private static final float GOES_ON = 0f;
    private static final float TERMINATED = 1f;
    private static final float TRUNCATED = 2f;

    private final int capacity;
    private final int observationSize;
    private final int actionSize;
    private final int stride;
    private final float[][] blocks;
    private float[] costs = {};
    private int worlds;
    private long first;
    private long end;

    /// An empty buffer.
    ///
    /// @param capacity transitions held at most
    /// @param observationSize floats of one observation
    /// @param actionSize floats of one action
    public ReplayBuffer(int capacity, int observationSize, int actionSize) {
        if (capacity < 1) {
            throw new IllegalArgumentException("replay capacity must be at least 1, was " + capacity);
        }
        this.capacity = capacity;
        this.observationSize = observationSize;
        this.actionSize = actionSize;
        stride = 2 * observationSize + actionSize + 2;
        blocks = new float[Math.ceilDiv(capacity, BLOCK)][0];
    }

    /// Takes in what one world did; the oldest transition goes when there is no room.
    ///
    /// @param observations what was acted on, `[N, observation size]`
    /// @param actions what was done, `[N, action size]`
    /// @param step where it led
    /// @param world which of the N
    public void add(float[] observations, float[] actions, StepBatch step, int world) {
        float[] block = room(end);
        int at = at(end);
        System.arraycopy(observations, world * observationSize, block, at, observationSize);
        System.arraycopy(actions, world * actionSize, block, at + action(), actionSize);
        System.arraycopy(step.finalObservations(), world * observationSize, block, at + next(), observationSize);
        worlds = step.rewards().length;
        finish(step.rewards()[world], step.terminated()[world], step.truncated()[world]);
    }

    /// Takes in what a single robot did; the oldest transition goes when there is no room.
    ///
    /// @param observation what was acted on, `[observation size]`
    /// @param action what was done, `[action size]`
    /// @param next observation it led to, `[observation size]`; of an episode that ended here the last one
    /// @param reward of the step
    /// @param terminated whether the task ended, so that nothing follows that is worth anything
    /// @param truncated whether the episode was cut here though the task goes on
    /// @throws IllegalArgumentException when a size is another
    public void add(
            float[] observation, float[] action, float[] next, double reward, boolean terminated, boolean truncated) {
        requireSize("observation", observationSize, observation.length);
        requireSize("next observation", observationSize, next.length);
        requireSize("action", actionSize, action.length);
        float[] block = room(end);
        int at = at(end);
        System.arraycopy(observation, 0, block, at, observationSize);
        System.arraycopy(action, 0, block, at + action(), actionSize);
        System.arraycopy(next, 0, block, at + next(), observationSize);
        worlds = 1;
        finish(reward, terminated, truncated);
    }

    private void finish(double reward, boolean terminated, boolean truncated) {
        float[] block = block(end);
        int at = at(end);
        block[at + reward()] = (float) reward;
        block[at + ending()] = ending(terminated, truncated);
        forgetCost(end);
        end++;
    }

    private static void requireSize(String what, int wanted, int was) {
        if (was != wanted) {
            throw new IllegalArgumentException("%s must hold %d floats, held %d".formatted(what, wanted, was));
        }
    }

    private static float ending(boolean terminated, boolean truncated) {
        if (terminated) {
            return TERMINATED;
        }
        return truncated ? TRUNCATED : GOES_ON;
    }

    /// Says that nobody knows what followed the newest transition: its episode is cut there, unless it has ended.
    ///
    /// @throws IllegalStateException when there is none
    public void cut() {
        if (size() == 0) {
            throw new IllegalStateException("a replay must hold a transition to be cut after it, held none");
        }
        if (!isLast(end - 1)) {
            block(end - 1)[at(end - 1) + ending()] = TRUNCATED;
        }
    }

    /// Says what a transition cost, beside its reward; until then it is not known, and [#write] does not keep it.
    ///
    /// @param number from [#start] to [#end], the last excluded
    /// @param cost finite
    public void setCost(long number, float cost) {
        if (number < start() || number >= end) {
            throw new IllegalArgumentException(
                    "transition must be within %d to %d, was %d".formatted(start(), end, number));
        }
        if (!Float.isFinite(cost)) {
            throw new IllegalArgumentException("cost of a transition must be finite, was " + cost);
        }
        if (costs.length == 0) {
            costs = new float[capacity];
            Arrays.fill(costs, Float.NaN);
        }
        costs[(int) (number % capacity)] = cost;
    }

    /// {@return what a transition cost; not a number when nobody said so}
    ///
    /// @param number from [#start] to [#end], the last excluded
    public float cost(long number) {
        return costs.length == 0 ? Float.NaN : costs[(int) (number % capacity)];
    }

    private void forgetCost(long number) {
        if (costs.length > 0) {
            costs[(int) (number % capacity)] = Float.NaN;
        }
    }

    /// {@return transitions held}
    public int size() {
        return (int) (end - start());
    }

    /// {@return the array that holds a transition}
    ///
    /// @param number from [#start] to [#end], the last excluded
    public float[] block(long number) {
        return blocks[(int) (number % capacity) / BLOCK];
    }

    /// {@return where in its array a transition begins, with the observation}
    ///
    /// @param number from [#start] to [#end], the last excluded
    public int at(long number) {
        return (int) (number % capacity) % BLOCK * stride;
    }

    /// {@return where the action lies after the beginning of a transition}
    public int action() {
        return observationSize;
    }

    /// {@return where the next observation lies after the beginning of a transition}
    public int next() {
        return observationSize + actionSize;
    }

    /// {@return where the reward lies after the beginning of a transition}
    public int reward() {
        return 2 * observationSize + actionSize;
    }

    /// {@return whether the task ended with a transition}
    ///
    /// @param number from [#start] to [#end], the last excluded
    public boolean isTerminated(long number) {
        return block(number)[at(number) + ending()] == TERMINATED;
    }

    /// {@return whether the episode ended with a transition, or was cut}
    ///
    /// @param number from [#start] to [#end], the last excluded
    public boolean isLast(long number) {
        return block(number)[at(number) + ending()] != GOES_ON;
    }

    /// {@return floats of one observation}
    public int observationSize() {
        return observationSize;
    }

    /// {@return floats of one action}
    public int actionSize() {
        return actionSize;
    }

    /// {@return how many worlds took turns: what follows a transition in its world is that many numbers on; 0 while
    /// nothing is known}
    public int worlds() {
        return worlds;
    }

    /// Says how many worlds took turns in transitions that [#read] took over.
    ///
    /// @param count N, at least 1
    public void setWorlds(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("worlds of a replay must be at least 1, were " + count);
        }
        worlds = count;
    }

    /// 0 for one that goes on, 1 for terminated, 2 for truncated.
    private int ending() {
        return reward() + 1;
    }

    @Override
    public long start() {
        return Math.max(first, end - capacity);
    }

    @Override
    public long end() {
        return end;
    }

    @Override
    public int bytesEach() {
        return stride * Float.BYTES;
    }

    @Override
    public void write(long from, long to, DataOutput out) throws IOException {
        if (from < start() || to > end || from > to) {
            throw new IllegalArgumentException(
                    "transitions must be within %d to %d, were %d to %d".formatted(start(), end, from, to));
        }
        ByteBuffer bytes = ByteBuffer.allocate(bytesEach());
        for (long number = from; number < to; number++) {
            bytes.asFloatBuffer().put(block(number), at(number), stride);
            out.write(bytes.array());
        }
    }

    @Override
    public void read(long from, long to, DataInput in) throws IOException {
        if ((size() > 0 && from != end) || from < 0 || to <= from) {
            throw new IllegalArgumentException("transitions must begin at %d, were %d to %d".formatted(end, from, to));
        }
        if (size() == 0) {
            first = from;
            end = from;
        }
        byte[] bytes = new byte[bytesEach()];
        for (long number = from; number < to; number++) {
            in.readFully(bytes);
            ByteBuffer.wrap(bytes).asFloatBuffer().get(room(number), at(number), stride);
            forgetCost(number);
            end = number + 1;
        }
    }

    private float[] room(long number) {
        int index = (int) (number % capacity) / BLOCK;
        if (blocks[index].length == 0) {
            blocks[index] = new float[Math.min(BLOCK, capacity - index * BLOCK) * stride];
        }
        return blocks[index];
    }
}
