package dev.sinew.runtime.loop;

/// When the next tick is due. Deadlines are absolute and keep their phase: a tick whose time has passed is skipped
/// and counted, never caught up, because the policy was trained at one period and must not meet another.
final class Deadlines {
    private final long period;
    private int missed;
    private long missedInAll;

    /// @param period ns, positive
    Deadlines(long period) {
        if (period < 1) {
            throw new IllegalArgumentException("period must be positive, was " + period + " ns");
        }
        this.period = period;
    }

    /// {@return the deadline after `due`: the first that has not passed}
    ///
    /// @param due deadline of the tick that has just ended, ns
    /// @param now time at its end, ns
    long after(long due, long now) {
        long late = now - (due + period);
        long skipped = late <= 0 ? 0 : Math.ceilDiv(late, period);
        missed = (int) Math.min(skipped, Integer.MAX_VALUE);
        missedInAll += skipped;
        return due + (1 + skipped) * period;
    }

    /// {@return ticks skipped by the last [#after]}
    int missed() {
        return missed;
    }

    /// {@return ticks skipped so far}
    long missedInAll() {
        return missedInAll;
    }
}
