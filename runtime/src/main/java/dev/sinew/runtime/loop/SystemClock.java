package dev.sinew.runtime.loop;

import dev.sinew.hal.bus.MonotonicClock;
import java.util.concurrent.locks.LockSupport;

/// The machine's monotonic clock, with [LockSupport#parkNanos(long)] to sleep.
public final class SystemClock implements MonotonicClock {
    /// The machine's clock.
    public SystemClock() {}

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void sleepUntil(long deadline) {
        for (long left = deadline - nanos(); left > 0; left = deadline - nanos()) {
            LockSupport.parkNanos(left);
        }
    }
}
