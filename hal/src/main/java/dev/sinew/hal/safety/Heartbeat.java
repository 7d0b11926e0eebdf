package dev.sinew.hal.safety;

import java.util.concurrent.atomic.AtomicLong;

/// The sign of life of a control loop: one beat per tick. Written by the loop's thread, read by any.
public final class Heartbeat {
    private final AtomicLong beats = new AtomicLong();

    /// A loop that has not started.
    public Heartbeat() {}

    /// One tick is done. Called by the loop's thread alone.
    public void beat() {
        beats.lazySet(beats.getPlain() + 1); // one writer: no read-modify-write needed
    }

    /// {@return ticks done so far}
    public long beats() {
        return beats.get();
    }
}
