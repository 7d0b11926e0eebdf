package dev.sinew.hal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/// What makes a thread a real-time one: scheduling class, CPU, locked memory, timer slack.
///
/// Nothing here fails: a right that this process lacks gives [Outcome.Refused] with what to type, and the runtime
/// goes on with what it has. Calls about "the calling thread" must come from a platform thread.
public final class RealTime {
    private static final int CPUS = 1024;
    private static final Path TASKS = Path.of("/proc/self/task");

    private final Libc libc;

    /// The calls of this machine.
    public RealTime() {
        this(new LinuxLibc());
    }

    RealTime(Libc libc) {
        this.libc = libc;
    }

    /// What became of a wish.
    public sealed interface Outcome {
        /// {@return what was wished, such as `SCHED_FIFO priority 80`}
        String wish();

        /// It is so now.
        ///
        /// @param wish what was wished
        record Granted(String wish) implements Outcome {}

        /// It is not so.
        ///
        /// @param wish what was wished
        /// @param reason why, and what to type
        record Refused(String wish, String reason) implements Outcome {}
    }

    /// Puts the calling thread into the first-in first-out class: it runs before every ordinary thread of the
    /// machine until it sleeps.
    ///
    /// @param priority 1-99; 80 for a control loop, 60 for its supervisor
    /// @return whether it is so
    public Outcome fifo(int priority) {
        requirePlatformThread();
        return fifo(0, "SCHED_FIFO priority " + priority, priority);
    }

    /// Puts a thread of this process into the first-in first-out class by the name that the kernel knows it under.
    ///
    /// Meant for HotSpot's `VM Thread`, for whose safepoints a control loop must not wait behind ordinary work.
    ///
    /// @param thread name, at most 15 characters as in `/proc/self/task/N/comm`
    /// @param priority 1-99, below the loop's
    /// @return whether it is so
    public Outcome fifo(String thread, int priority) {
        String wish = "SCHED_FIFO priority " + priority + " for \"" + thread + "\"";
        try (Stream<Path> tasks = Files.list(TASKS)) {
            for (Path task : tasks.toList()) {
                if (name(task).equals(thread)) {
                    return fifo(Integer.parseInt(task.getFileName().toString()), wish, priority);
                }
            }
        } catch (IOException e) {
            return new Outcome.Refused(wish, "cannot read " + TASKS + ": " + e.getMessage());
        }
        return new Outcome.Refused(wish, "this process has no thread of that name");
    }

    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip();
        } catch (IOException e) {
            return ""; // ended since the listing
        }
    }

    private Outcome fifo(int thread, String wish, int priority) {
        if (priority < 1 || priority > 99) {
            throw new IllegalArgumentException("FIFO priority must be 1-99, was " + priority);
        }
        return outcome(
                wish,
                schedule(thread, LinuxAbi.SCHED_FIFO, priority),
                "set LimitRTPRIO=" + priority + " in the service, or add `* - rtprio " + priority
                        + "` to /etc/security/limits.conf and log in again");
    }

    /// Puts the calling thread back into the ordinary class.
    ///
    /// @return whether it is so
    public Outcome ordinary() {
        requirePlatformThread();
        return outcome("SCHED_OTHER", schedule(0, LinuxAbi.SCHED_OTHER, 0), "");
    }

    /// Lets ordinary threads of the machine go before the calling one.
    ///
    /// @param nice 0-19; the larger, the less it gets while others want to run
    /// @return whether it is so
    public Outcome nice(int nice) {
        requirePlatformThread();
        if (nice < 0 || nice > 19) {
            throw new IllegalArgumentException("nice value must be 0-19, was " + nice);
        }
        return outcome("nice " + nice, libc.setpriority(0, nice), "");
    }

    private int schedule(int thread, int policy, int priority) {
        MemorySegment parameters = Arena.ofAuto().allocate(JAVA_INT);
        parameters.set(JAVA_INT, 0, priority);
        return libc.schedSetscheduler(thread, policy, parameters);
    }

    /// Keeps all memory of this process, now and later, out of swap, so that no page has to be fetched in a tick.
    ///
    /// @return whether it is so
    public Outcome lockMemory() {
        return outcome(
                "memory locked",
                libc.mlockall(LinuxAbi.MCL_CURRENT | LinuxAbi.MCL_FUTURE),
                "set LimitMEMLOCK=infinity in the service, or add `* - memlock unlimited` to"
                        + " /etc/security/limits.conf and log in again");
    }

    /// Lets the calling thread run on some CPUs only.
    ///
    /// @param cpus their numbers, 0-1023
    /// @return whether it is so
    public Outcome pin(int... cpus) {
        requirePlatformThread();
        MemorySegment mask = Arena.ofAuto().allocate(CPUS / Byte.SIZE, Long.BYTES); // a cpu_set_t
        for (int cpu : cpus) {
            if (cpu < 0 || cpu >= CPUS) {
                throw new IllegalArgumentException("CPU must be 0-" + (CPUS - 1) + ", was " + cpu);
            }
            int at = cpu / Byte.SIZE; // little-endian words: bit n of the set is bit n % 8 of byte n / 8
            mask.set(JAVA_BYTE, at, (byte) (mask.get(JAVA_BYTE, at) | 1 << cpu % Byte.SIZE));
        }
        return outcome(
                "CPU " + Arrays.toString(cpus),
                libc.schedSetaffinity(0, CPUS / Byte.SIZE, mask),
                "name CPUs that this machine has and this process may use: see `taskset -p $$`");
    }

    /// Sets how late the kernel may wake the calling thread to save power; only ordinary threads have slack, 50 µs
    /// unless set.
    ///
    /// @param nanos slack, ns, at least 1
    /// @return whether it is so
    public Outcome timerSlack(long nanos) {
        requirePlatformThread();
        if (nanos < 1) {
            throw new IllegalArgumentException("timer slack must be at least 1 ns, was " + nanos);
        }
        return outcome("timer slack " + nanos + " ns", libc.prctl(LinuxAbi.PR_SET_TIMERSLACK, nanos), "");
    }

    /// Sets an environment variable for native libraries that load later; Java's own view of the environment does
    /// not change.
    ///
    /// @param name not empty and without `=`
    /// @param value new value
    /// @return whether it is so
    public Outcome environment(String name, String value) {
        return outcome(name + "=" + value, libc.setenv(name, value), "");
    }

    private static void requirePlatformThread() {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException(
                    "a virtual thread has no scheduling of its own: call from a platform thread");
        }
    }

    private static Outcome outcome(String wish, int result, String remedy) {
        if (result >= 0) {
            return new Outcome.Granted(wish);
        }
        return new Outcome.Refused(wish, remedy.isEmpty() ? Errno.text(result) : Errno.text(result) + ": " + remedy);
    }
}
