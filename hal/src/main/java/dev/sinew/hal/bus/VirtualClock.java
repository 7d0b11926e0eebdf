package dev.sinew.hal.bus;

import java.util.concurrent.atomic.AtomicLong;

/// A clock that stands still until it is moved: for tests and for emulation in lock-step with the ticks.
///
/// Sleeping takes no time: [#sleepUntil] moves the clock to the deadline and returns, so an hour of ticks runs in
/// milliseconds. Work that takes time is played by calling [#advance] in its place. Any thread may read and move
/// it; it never steps back. Nothing here allocates.
public final class VirtualClock implements MonotonicClock {
    private final AtomicLong now;

    /// A clock at zero.
    public VirtualClock() {
        this(0);
    }

    /// A clock at a given time.
    ///
    /// @param nanos first reading, ns; any value, as with [System#nanoTime]
    public VirtualClock(long nanos) {
        now = new AtomicLong(nanos);
    }

    @Override
    public long nanos() {
        return now.get();
    }

    /// Lets time pass.
    ///
    /// @param nanos how much, ns, not negative
    public void advance(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("time must advance by 0 ns or more, was " + nanos);
        }
        now.addAndGet(nanos);
    }

    @Override
    public void sleepUntil(long deadline) {
        long seen = now.get();
        while (deadline - seen > 0 && !now.compareAndSet(seen, deadline)) {
            seen = now.get();
        }
    }
}
