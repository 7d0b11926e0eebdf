package dev.sinew.runtime.journal;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Heap bytes that the current thread allocates.
public final class Allocation {
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private Allocation() {}

    /// Runs a step many times and counts bytes, again and again until none are allocated, for at most 20 s. The JIT
    /// allocates on the thread that trips a compilation, a few hundred bytes and once, even where the code has no
    /// `new` at all (with `-Xint` there are none), and on a busy machine compilations come late. What allocates in
    /// each step does so in every round.
    ///
    /// @param count steps per round
    /// @param step one step
    /// @return bytes of the whole smallest round
    public static long bytes(int count, Runnable step) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long smallest = Long.MAX_VALUE;
        long start = System.nanoTime();
        while (smallest > 0 && System.nanoTime() - start < PATIENCE_NANOS) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < count; i++) {
                step.run();
            }
            smallest = Math.min(smallest, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return smallest;
    }

    /// Counts bytes of steps that do allocate, once warm.
    ///
    /// @param count steps
    /// @param step one step
    /// @return bytes per step
    public static double bytesPerStep(int count, Runnable step) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        for (int i = 0; i < 2 * count; i++) {
            if (i == count) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            step.run();
        }
        return (double) (threads.getCurrentThreadAllocatedBytes() - before) / count;
    }
}
