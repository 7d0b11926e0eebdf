package dev.sinew.trainer;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.DoubleSupplier;

/// Bytes that code allocates once the JIT compiler is done with it.
///
/// Vectors are objects until it has every loop; how long that takes depends on the machine. Which of them it takes
/// out hangs on what ran in the JVM before, and hundreds of other tests did. Code that needs an object allocates it
/// in every JVM: so where it is more than it should be in this one, fresh ones are asked.
public final class Allocated {
    private static final int ATTEMPTS = 300;
    private static final int FRESH = 2;

    private Allocated() {}

    /// {@return what the work allocates in this thread, bytes, at last}
    ///
    /// @param most that it should be; it is done again, 300 times at most, until then
    /// @param work to do
    public static double settled(double most, Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double bytes = Double.POSITIVE_INFINITY;
        for (int attempt = 0; attempt < ATTEMPTS && bytes > most; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            work.run();
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }
        return bytes;
    }

    /// {@return the least that was measured, bytes}
    ///
    /// @param most that it should be
    /// @param here measures in this JVM
    /// @param program answers with the same measurement
    /// @param arguments of the program
    /// @throws IOException when no JVM can be started
    public static double least(double most, DoubleSupplier here, Class<?> program, String... arguments)
            throws IOException {
        double least = here.getAsDouble();
        for (int fresh = 0; fresh < FRESH && least > most; fresh++) {
            least = Math.min(least, Double.parseDouble(FreshMachine.ask(program, List.of(), arguments)));
        }
        return least;
    }
}
