package dev.sinew.hal.bus;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// Counts of one bus. Written by the thread that owns the bus, readable by any.
public final class BusCounters {
    private final AtomicLong transfers = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLongArray endings = new AtomicLongArray(BusStatus.values().length);

    /// All counts zero.
    public BusCounters() {}

    /// Counts one transfer.
    ///
    /// @param status how it ended
    /// @param length bytes moved in both directions, 0 for a transfer that failed
    public void count(BusStatus status, int length) {
        transfers.lazySet(transfers.getPlain() + 1); // one writer: no read-modify-write needed
        bytes.lazySet(bytes.getPlain() + length);
        endings.lazySet(status.code(), endings.getPlain(status.code()) + 1);
    }

    /// {@return transfers so far}
    public long transfers() {
        return transfers.get();
    }

    /// {@return bytes moved so far, both directions}
    public long bytes() {
        return bytes.get();
    }

    /// {@return how many transfers ended with `status`}
    ///
    /// @param status an ending
    public long ended(BusStatus status) {
        return endings.get(status.code());
    }
}
