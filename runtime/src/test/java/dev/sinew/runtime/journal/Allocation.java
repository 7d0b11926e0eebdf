package dev.sinew.runtime.journal;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Heap bytes that the current thread allocates.
public final class Allocation {
    private static final int WINDOWS = 5;

    private Allocation() {}

    /// Runs a step many times and counts bytes. The JIT allocates on the thread that trips a compilation, a few
    /// hundred bytes and once, even where the code has no `new` at all (with `-Xint` there are none): hence the
    /// smallest of five windows.
    ///
    /// @param count steps per window
    /// @param step one step
    /// @return bytes of the whole smallest window
    public static long bytes(int count, Runnable step) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long smallest = Long.MAX_VALUE;
        for (int window = 0; window < WINDOWS && smallest > 0; window++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < count; i++) {
                step.run();
            }
            smallest = Math.min(smallest, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return smallest;
    }
}
