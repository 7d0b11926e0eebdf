package dev.sinew.trainer.loop;

import dev.sinew.hal.bus.MonotonicClock;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Where the time of a training goes: stepping the worlds, asking the policy, updating, evaluating; the rest of the
/// elapsed time is the loop's own and its listeners'. One thread.
public final class TimeSplit {
    /// What time is spent on.
    public enum Part {
        /// Stepping the worlds.
        ENVIRONMENT("environment"),
        /// Choosing actions and remembering transitions.
        POLICY("policy"),
        /// Gradient updates.
        UPDATE("update"),
        /// Evaluations.
        EVALUATION("evaluation");

        private final String key;

        Part(String key) {
            this.key = key;
        }
    }

    private static final double SECONDS_PER_NANO = 1e-9;

    private final MonotonicClock clock;
    private long environment;
    private long policy;
    private long update;
    private long evaluation;
    private long before;
    private long started;

    /// Starts now.
    ///
    /// @param clock to read
    TimeSplit(MonotonicClock clock) {
        this.clock = clock;
        started = clock.nanos();
    }

    /// {@return now, to be given to [#add]}
    long now() {
        return clock.nanos();
    }

    /// Books the time since `since`.
    ///
    /// @param part it was spent on
    /// @param since what [#now] or this method returned
    /// @return now
    long add(Part part, long since) {
        long now = clock.nanos();
        switch (part) {
            case ENVIRONMENT -> environment += now - since;
            case POLICY -> policy += now - since;
            case UPDATE -> update += now - since;
            case EVALUATION -> evaluation += now - since;
        }
        return now;
    }

    /// {@return seconds since the training began, without the time it was interrupted}
    public double elapsed() {
        return (before + clock.nanos() - started) * SECONDS_PER_NANO;
    }

    /// {@return seconds spent on one part}
    ///
    /// @param part which
    public double seconds(Part part) {
        return SECONDS_PER_NANO
                * switch (part) {
                    case ENVIRONMENT -> environment;
                    case POLICY -> policy;
                    case UPDATE -> update;
                    case EVALUATION -> evaluation;
                };
    }

    /// Hands out `time/…` figures.
    ///
    /// @param steps environment steps so far
    /// @param sink receives them
    void metrics(long steps, MetricSink sink) {
        double elapsed = elapsed();
        sink.metric("time/fps", elapsed > 0 ? steps / elapsed : 0);
        sink.metric("time/time_elapsed", elapsed);
        for (Part part : Part.values()) {
            sink.metric("time/" + part.key + "_seconds", seconds(part));
        }
    }

    /// Writes the times so far.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        out.writeLong(before + clock.nanos() - started);
        out.writeLong(environment);
        out.writeLong(policy);
        out.writeLong(update);
        out.writeLong(evaluation);
    }

    /// Goes on counting from what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails
    public void restore(DataInput in) throws IOException {
        before = in.readLong();
        environment = in.readLong();
        policy = in.readLong();
        update = in.readLong();
        evaluation = in.readLong();
        started = clock.nanos();
    }
}
