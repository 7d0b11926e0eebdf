package dev.sinew.trainer.loop;

import dev.sinew.hal.bus.MonotonicClock;

/// Time that passes only when told to.
public final class VirtualClock implements MonotonicClock {
    private long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void sleepUntil(long deadline) {
        nanos = Math.max(nanos, deadline);
    }

    public void passMillis(long millis) {
        nanos += millis * 1_000_000;
    }
}
