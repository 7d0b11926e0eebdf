package dev.sinew.trainer.replay;

import java.io.DataInput;
import java.io.DataOutput;

/// The log of a learner that keeps no transitions.
public final class NoTransitions implements TransitionLog {
    /// An empty log.
    public NoTransitions() {}

    @Override
    public long start() {
        return 0;
    }

    @Override
    public long end() {
        return 0;
    }

    @Override
    public int bytesEach() {
        return 0;
    }

    @Override
    public void write(long from, long to, DataOutput out) {
        throw refusal(from, to);
    }

    @Override
    public void read(long from, long to, DataInput in) {
        throw refusal(from, to);
    }

    private static IllegalStateException refusal(long from, long to) {
        return new IllegalStateException("learner keeps no transitions, was asked for %d to %d".formatted(from, to));
    }
}
