package dev.sinew.hal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.linux.RealTime.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RealTimeTest {
    private final RecordingLibc libc = new RecordingLibc();
    private final RealTime realTime = new RealTime(libc);

    @Test
    void asksForEachWishAsLinuxSpellsIt() {
        assertEquals(new Outcome.Granted("SCHED_FIFO priority 80"), realTime.fifo(80));
        assertEquals(new Outcome.Granted("SCHED_OTHER"), realTime.ordinary());
        assertEquals(new Outcome.Granted("memory locked"), realTime.lockMemory());
        assertEquals(new Outcome.Granted("CPU [1, 9]"), realTime.pin(1, 9));
        assertEquals(new Outcome.Granted("timer slack 1 ns"), realTime.timerSlack(1));
        assertEquals(new Outcome.Granted("nice 10"), realTime.nice(10));

        assertEquals(
                List.of(
                        "policy 1 priority 80",
                        "policy 0 priority 0",
                        "lock 3",
                        "mask 02 02 00",
                        "option 29 1",
                        "thread 0 nice 10"),
                libc.calls);
    }

    @Test
    void saysWhatToTypeInsteadOfFailing() {
        libc.result = -Errno.EPERM.code();

        assertEquals(
                new Outcome.Refused(
                        "SCHED_FIFO priority 80",
                        "EPERM (operation not permitted): set LimitRTPRIO=80 in the service, or add `* - rtprio 80` to"
                                + " /etc/security/limits.conf and log in again"),
                realTime.fifo(80));
        assertEquals(
                new Outcome.Refused(
                        "memory locked",
                        "EPERM (operation not permitted): set LimitMEMLOCK=infinity in the service, or add"
                                + " `* - memlock unlimited` to /etc/security/limits.conf and log in again"),
                realTime.lockMemory());
        assertEquals(
                new Outcome.Refused("timer slack 1 ns", "EPERM (operation not permitted)"), realTime.timerSlack(1));
    }

    @Test
    void refusesWhatLinuxHasNot() {
        assertEquals("FIFO priority must be 1-99, was 100", messageOf(() -> realTime.fifo(100)));
        assertEquals("CPU must be 0-1023, was 1024", messageOf(() -> realTime.pin(1024)));
        assertEquals("timer slack must be at least 1 ns, was 0", messageOf(() -> realTime.timerSlack(0)));
        assertEquals("nice value must be 0-19, was -1", messageOf(() -> realTime.nice(-1)));
    }

    private static String messageOf(Runnable wrong) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }

    @Test
    void refusesAVirtualThread() throws InterruptedException {
        AtomicReference<String> message = new AtomicReference<>("");

        Thread.ofVirtual()
                .start(() ->
                        message.set(String.valueOf(assertThrows(IllegalStateException.class, () -> realTime.fifo(1))
                                .getMessage())))
                .join();

        assertEquals("a virtual thread has no scheduling of its own: call from a platform thread", message.get());
    }

    @Test
    void findsAThreadOfTheJvmByItsName() {
        assertEquals(new Outcome.Granted("SCHED_FIFO priority 70 for \"VM Thread\""), realTime.fifo("VM Thread", 70));
        assertEquals(
                new Outcome.Refused(
                        "SCHED_FIFO priority 70 for \"no such\"", "this process has no thread of that name"),
                realTime.fifo("no such", 70));
        assertEquals(List.of("policy 1 priority 70"), libc.calls);
        assertTrue(libc.lastThread > 0, "not the calling thread");
    }

    @Test
    void changesTheRealThreadWhereThisMachineAllowsIt() throws InterruptedException {
        // as root or with LimitRTPRIO the class changes; without, the refusal says so and the thread stays ordinary
        RealTime real = new RealTime();
        AtomicReference<String> seen = new AtomicReference<>("");
        Thread thread = new Thread(() -> {
            boolean granted = real.fifo(10) instanceof Outcome.Granted;
            seen.set(granted + " " + scheduling());
            real.ordinary();
        });
        thread.start();
        thread.join();

        assertTrue(seen.get().equals("true 10 1") || seen.get().equals("false 0 0"), seen.get());
    }

    @Test
    void pinsTheRealThread() throws InterruptedException {
        RealTime real = new RealTime();
        AtomicReference<String> seen = new AtomicReference<>("");
        Thread thread = new Thread(() -> {
            int cpu = allowedCpu();
            seen.set(real.pin(cpu) + " " + allowedCpus().equals(Integer.toString(cpu)));
        });
        thread.start();
        thread.join();

        assertTrue(seen.get().endsWith("] true"), seen.get());
    }

    /// {@return real-time priority and scheduling class of the calling thread, fields 40 and 41 of proc(5) stat}
    private static String scheduling() {
        String stat = read("/proc/thread-self/stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1); // from field 3 on
        return fields[40 - 3] + " " + fields[41 - 3];
    }

    private static String allowedCpus() {
        return read("/proc/thread-self/status")
                .lines()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.substring(line.indexOf('\t') + 1))
                .findFirst()
                .orElseThrow();
    }

    private static int allowedCpu() {
        return Integer.parseInt(allowedCpus().split("[-,]", -1)[0]);
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes down what it is asked and answers all alike.
    private static final class RecordingLibc extends LinuxLibc {
        final List<String> calls = new ArrayList<>();
        int result;
        int lastThread;

        @Override
        public int schedSetscheduler(int thread, int policy, MemorySegment parameters) {
            lastThread = thread;
            calls.add("policy " + policy + " priority " + parameters.get(JAVA_INT, 0));
            return result;
        }

        @Override
        public int schedSetaffinity(int thread, int maskBytes, MemorySegment mask) {
            calls.add("mask %02x %02x %02x"
                    .formatted(mask.get(JAVA_BYTE, 0), mask.get(JAVA_BYTE, 1), mask.get(JAVA_BYTE, maskBytes - 1)));
            return result;
        }

        @Override
        public int setpriority(int thread, int nice) {
            calls.add("thread " + thread + " nice " + nice);
            return result;
        }

        @Override
        public int mlockall(int flags) {
            calls.add("lock " + flags);
            return result;
        }

        @Override
        public int prctl(int option, long argument) {
            calls.add("option " + option + " " + argument);
            return result;
        }
    }
}
