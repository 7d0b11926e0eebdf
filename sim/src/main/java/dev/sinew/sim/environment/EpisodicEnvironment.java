package dev.sinew.sim.environment;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.Task;
import dev.sinew.sim.task.TaskDescription;
import dev.sinew.sim.task.TaskWorlds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Consumer;

/// Episodes over the worlds of a task: seeds, time limits, and a new start for each world that ends.
///
/// A world whose physics went unstable or whose reward is not finite is reported, counted and ended as terminated,
/// with reward 0 and its last trustworthy observation. Episode e of world w draws from a stream of its own, split
/// from the seed by w and e, so that no world can disturb another. A step in which no episode ends allocates nothing.
public final class EpisodicEnvironment implements VectorEnvironment {
    /// Unstable worlds reported one by one; further ones are counted.
    static final int REPORTED = 20;

    private final TaskDescription description;
    private final TaskWorlds task;
    private final Consumer<String> reports;
    private final RandomStream[] streams;
    private final long[] episodes;
    private final int[] steps;
    private final float[] last;
    private final int[] ended;
    private RandomStream root = new RandomStream(0);
    private long seed;
    private long unstable;
    private boolean started;

    /// Makes worlds of a task; [#reset] starts them.
    ///
    /// @param task what to learn
    /// @param simulator physics, for a task that needs it
    /// @param worlds N, at least 1
    /// @param threads the physics may use, at least 1
    /// @param reports told of each world that went unstable, in one line
    public EpisodicEnvironment(Task task, Simulator simulator, int worlds, int threads, Consumer<String> reports) {
        this.description = task.description();
        this.task = task.open(simulator, worlds, threads);
        this.reports = reports;
        streams = new RandomStream[worlds];
        episodes = new long[worlds];
        steps = new int[worlds];
        last = new float[worlds * description.observationSize()];
        ended = new int[worlds];
    }

    @Override
    public int worlds() {
        return steps.length;
    }

    @Override
    public int observationSize() {
        return description.observationSize();
    }

    @Override
    public int actionSize() {
        return description.actionSize();
    }

    @Override
    public float[] actionLow() {
        float[] low = new float[actionSize()];
        for (int i = 0; i < low.length; i++) {
            low[i] = description.actions().get(i).low();
        }
        return low;
    }

    @Override
    public float[] actionHigh() {
        float[] high = new float[actionSize()];
        for (int i = 0; i < high.length; i++) {
            high[i] = description.actions().get(i).high();
        }
        return high;
    }

    @Override
    public void reset(long newSeed, float[] observations) {
        checkLength("observations", observations.length, last.length);
        seed = newSeed;
        root = new RandomStream(seed);
        started = true;
        for (int world = 0; world < worlds(); world++) {
            episodes[world] = 0;
            ended[world] = world;
        }
        start(worlds());
        System.arraycopy(last, 0, observations, 0, last.length);
    }

    /// Starts the first `count` worlds of `ended`, and keeps what they show.
    private void start(int count) {
        for (int i = 0; i < count; i++) {
            int world = ended[i];
            steps[world] = 0;
            streams[world] = root.split(world).split(episodes[world]++);
        }
        task.start(ended, count, streams);
        for (int i = 0; i < count; i++) {
            task.observe(ended[i], last, ended[i] * observationSize());
        }
    }

    @Override
    public void step(float[] actions, StepBatch out) {
        if (!started) {
            throw new IllegalStateException("an environment must be reset or restored before its first step");
        }
        checkLength("actions", actions.length, worlds() * actionSize());
        checkLength("observations of the step batch", out.observations().length, last.length);
        task.step(actions);
        int count = 0;
        for (int world = 0; world < worlds(); world++) {
            double reward = task.reward(world);
            boolean trusted = task.instability(world).isEmpty() && Double.isFinite(reward);
            if (trusted) {
                task.observe(world, last, world * observationSize());
            } else {
                report(world);
            }
            steps[world]++;
            out.rewards()[world] = trusted ? reward : 0;
            out.terminated()[world] = !trusted || task.terminated(world);
            out.truncated()[world] = !out.terminated()[world] && steps[world] >= description.timeLimit();
            if (out.ended(world)) {
                ended[count++] = world;
            }
        }
        System.arraycopy(last, 0, out.finalObservations(), 0, last.length);
        if (count > 0) {
            start(count);
        }
        System.arraycopy(last, 0, out.observations(), 0, last.length);
    }

    private void report(int world) {
        unstable++;
        if (unstable <= REPORTED) {
            reports.accept(description.name() + ": world " + world + " went unstable at step " + (steps[world] + 1)
                    + " of episode " + episodes[world] + " and was ended: "
                    + task.instability(world).orElse("the reward is not finite"));
        } else if (unstable == REPORTED + 1) {
            reports.accept(description.name() + ": further unstable worlds are counted, not reported");
        }
    }

    @Override
    public long unstable() {
        return unstable;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        if (!started) {
            throw new IllegalStateException("an environment must be reset before it is saved");
        }
        out.writeUTF(description.name());
        out.writeInt(worlds());
        out.writeLong(seed);
        out.writeLong(unstable);
        for (int world = 0; world < worlds(); world++) {
            out.writeLong(episodes[world]);
            out.writeInt(steps[world]);
        }
        for (float entry : last) {
            out.writeInt(Float.floatToRawIntBits(entry));
        }
        task.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        String name = in.readUTF();
        int saved = in.readInt();
        if (!name.equals(description.name()) || saved != worlds()) {
            throw new IOException("saved environment must be " + worlds() + " worlds of " + description.name()
                    + ", was " + saved + " of " + name);
        }
        seed = in.readLong();
        root = new RandomStream(seed);
        unstable = in.readLong();
        for (int world = 0; world < worlds(); world++) {
            episodes[world] = in.readLong();
            steps[world] = in.readInt();
        }
        for (int i = 0; i < last.length; i++) {
            last[i] = Float.intBitsToFloat(in.readInt());
        }
        task.restore(in);
        started = true;
    }

    @Override
    public void close() {
        task.close();
    }

    private static void checkLength(String what, int found, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException(what + " must hold " + expected + " numbers, held " + found);
        }
    }
}
