package dev.sinew.hal.bus;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Measures the heap bytes that warm code allocates on its own thread.
public final class AllocatedBytes {
    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 5;

    private AllocatedBytes() {}

    /// {@return heap bytes that `calls` calls of `work` allocate together, once warm}
    ///
    /// The least of a few rounds: the probe's first readings allocate, and so does the JVM once in a while when it
    /// compiles the code under test anew.
    ///
    /// @param calls how many calls are measured
    /// @param work what is measured
    public static long during(int calls, Runnable work) {
        run(WARM_UP, work);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
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
