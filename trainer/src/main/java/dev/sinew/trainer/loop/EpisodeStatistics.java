package dev.sinew.trainer.loop;

import dev.sinew.sim.environment.StepBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Return and length of the training episodes: what is running in each world, and the last 100 that ended, the window
/// that Stable-Baselines3 averages over. One thread.
public final class EpisodeStatistics {
    private static final int WINDOW = 100;

    private final double[] runningReturn;
    private final long[] runningLength;
    private final double[] returns = new double[WINDOW];
    private final long[] lengths = new long[WINDOW];
    private long ended;

    /// Starts with no episode.
    ///
    /// @param worlds N
    EpisodeStatistics(int worlds) {
        runningReturn = new double[worlds];
        runningLength = new long[worlds];
    }

    /// Takes in one step of all worlds.
    ///
    /// @param step what it gave
    void add(StepBatch step) {
        for (int w = 0; w < runningReturn.length; w++) {
            runningReturn[w] += step.rewards()[w];
            runningLength[w]++;
            if (step.ended(w)) {
                int slot = (int) (ended % WINDOW);
                returns[slot] = runningReturn[w];
                lengths[slot] = runningLength[w];
                ended++;
                runningReturn[w] = 0;
                runningLength[w] = 0;
            }
        }
    }

    /// {@return episodes that ended so far}
    public long ended() {
        return ended;
    }

    /// {@return mean return of the last 100 episodes; NaN before the first ended}
    public double meanReturn() {
        double sum = 0;
        int count = count();
        for (int i = 0; i < count; i++) {
            sum += returns[i];
        }
        return sum / count;
    }

    /// {@return mean length of the last 100 episodes, steps; NaN before the first ended}
    public double meanLength() {
        double sum = 0;
        int count = count();
        for (int i = 0; i < count; i++) {
            sum += lengths[i];
        }
        return sum / count;
    }

    /// Hands out `rollout/…` figures.
    ///
    /// @param sink receives them
    void metrics(MetricSink sink) {
        if (ended > 0) {
            sink.metric("rollout/ep_rew_mean", meanReturn());
            sink.metric("rollout/ep_len_mean", meanLength());
        }
    }

    /// Writes all of it.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException {
        for (int w = 0; w < runningReturn.length; w++) {
            out.writeDouble(runningReturn[w]);
            out.writeLong(runningLength[w]);
        }
        out.writeLong(ended);
        for (int i = 0; i < count(); i++) {
            out.writeDouble(returns[i]);
            out.writeLong(lengths[i]);
        }
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote, for as many worlds
    /// @throws IOException when `in` fails
    void restore(DataInput in) throws IOException {
        for (int w = 0; w < runningReturn.length; w++) {
            runningReturn[w] = in.readDouble();
            runningLength[w] = in.readLong();
        }
        ended = in.readLong();
        for (int i = 0; i < count(); i++) {
            returns[i] = in.readDouble();
            lengths[i] = in.readLong();
        }
    }

    private int count() {
        return (int) Math.min(ended, WINDOW);
    }
}
