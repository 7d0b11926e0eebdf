package dev.sinew.hal.bus;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Measures the heap bytes that warm code allocates on its own thread.
public final class AllocatedBytes {
    private static final int WARM_UP = 20_000;
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private AllocatedBytes() {}

    /// {@return heap bytes that `calls` calls of `work` allocate together, once warm}
    ///
    /// Measured until a round allocates nothing, for at most 20 s: code allocates while it is interpreted and
    /// when the JVM compiles it anew, which on a busy machine takes a while, and so do the probe's first
    /// readings. What allocates at each call still does so in every round.
    ///
    /// @param calls how many calls are measured
    /// @param work what is measured
    public static long during(int calls, Runnable work) {
        run(WARM_UP, work);
        long least = Long.MAX_VALUE;
        long start = System.nanoTime();
        while (least > 0 && System.nanoTime() - start < PATIENCE_NANOS) {
            least = Math.min(least, measure(calls, work));
        }
        return least;
    }

    private static long measure(int calls, Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run(calls, work);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static void run(int calls, Runnable work) {
        for (int i = 0; i < calls; i++) {
            work.run();
        }
    }
}
