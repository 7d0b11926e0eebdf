package dev.sinew.hal.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.sinew.hal.bus.MonotonicClock;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The monotonic clock of Linux, slept on with `clock_nanosleep` to an absolute time: a late wake-up does not move
/// the next one, and a thread under FIFO scheduling wakes as a C program would.
///
/// Readings are those of [System#nanoTime], which on Linux is `CLOCK_MONOTONIC`; the constructor makes sure. Never
/// wakes early: a signal sends it back to sleep. A sleeping thread is outside the JVM, so that a garbage collection
/// neither waits for it nor wakes it, and `Thread.interrupt` does not either. Any thread may use it; after a
/// thread's first sleep nothing allocates.
public final class LinuxClock implements MonotonicClock {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Libc libc;
    private final ThreadLocal<MemorySegment> times =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(LinuxAbi.TIMESPEC_BYTES, Long.BYTES));

    /// The clock of this machine.
    public LinuxClock() {
        this(new LinuxLibc());
    }

    LinuxClock(Libc libc) {
        this.libc = libc;
        long before = System.nanoTime();
        long monotonic = read();
        long after = System.nanoTime();
        if (monotonic - before < 0 || after - monotonic < 0) {
            throw new IllegalStateException("System.nanoTime must be CLOCK_MONOTONIC, was " + before + " to " + after
                    + " ns around a reading of " + monotonic + " ns");
        }
    }

    private long read() {
        MemorySegment time = times.get();
        int result = libc.clockGettime(LinuxAbi.CLOCK_MONOTONIC, time);
        if (result < 0) {
            throw new IllegalStateException("cannot read CLOCK_MONOTONIC: " + Errno.text(result));
        }
        return time.get(JAVA_LONG, LinuxAbi.TIMESPEC_SEC) * NANOS_PER_SECOND
                + time.get(JAVA_LONG, LinuxAbi.TIMESPEC_NSEC);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void sleepUntil(long deadline) {
        if (deadline - nanos() <= 0) {
            return;
        }
        MemorySegment time = times.get();
        time.set(JAVA_LONG, LinuxAbi.TIMESPEC_SEC, Math.floorDiv(deadline, NANOS_PER_SECOND));
        time.set(JAVA_LONG, LinuxAbi.TIMESPEC_NSEC, Math.floorMod(deadline, NANOS_PER_SECOND));
        int result;
        do {
            result = libc.clockNanosleep(LinuxAbi.CLOCK_MONOTONIC, LinuxAbi.TIMER_ABSTIME, time);
        } while (Errno.EINTR.is(result) || deadline - nanos() > 0);
    }
}
