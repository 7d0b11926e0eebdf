package dev.sinew.hal.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.bus.AllocatedBytes;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/// The clock on the machine it runs on: how late it wakes is the machine's affair, so only "never early" is held.
class LinuxClockTest {
    @Test
    void neverWakesEarly() {
        LinuxClock clock = new LinuxClock();

        for (int i = 0; i < 200; i++) {
            long deadline = clock.nanos() + 50_000 + 1_000L * i;
            clock.sleepUntil(deadline);
            long early = deadline - clock.nanos();
            assertTrue(early <= 0, "woke " + early + " ns before its deadline");
        }
    }

    @Test
    void returnsAtOnceWhenTheDeadlineHasPassed() {
        CountingLibc libc = new CountingLibc();
        LinuxClock clock = new LinuxClock(libc);

        clock.sleepUntil(clock.nanos() - 1);

        assertEquals(0, libc.sleeps);
    }

    @Test
    void sleepsOnAfterASignal() {
        CountingLibc libc = new CountingLibc();
        LinuxClock clock = new LinuxClock(libc);
        libc.interrupts = 3;
        long deadline = clock.nanos() + 2_000_000;

        clock.sleepUntil(deadline);

        assertTrue(clock.nanos() - deadline >= 0);
        assertEquals(4, libc.sleeps, "3 signals and one full sleep");
        assertEquals(deadline, libc.lastDeadline, "the same absolute time again: no drift");
    }

    @Test
    void refusesAJvmWhoseTimeIsAnotherClock() {
        LinuxLibc stopped = new LinuxLibc() {
            @Override
            public int clockGettime(int clock, MemorySegment time) {
                time.fill((byte) 0);
                return 0;
            }
        };

        String message = String.valueOf(assertThrows(IllegalStateException.class, () -> new LinuxClock(stopped))
                .getMessage());

        assertTrue(message.startsWith("System.nanoTime must be CLOCK_MONOTONIC, was "), message);
    }

    @Test
    void sleepsWithoutAllocating() {
        // the real sleep is measured by LinuxLibcTest with a time long ago: 30 000 that last would take seconds
        LinuxClock clock = new LinuxClock(new LinuxLibc() {
            @Override
            public int clockNanosleep(int id, int flags, MemorySegment time) {
                return 0;
            }
        });

        assertEquals(0, AllocatedBytes.during(10_000, () -> clock.sleepUntil(clock.nanos() + 500)));
    }

    /// The real library with signals that break into a sleep.
    private static class CountingLibc extends LinuxLibc {
        int sleeps;
        int interrupts;
        long lastDeadline;

        @Override
        public int clockNanosleep(int clock, int flags, MemorySegment time) {
            sleeps++;
            lastDeadline = time.get(JAVA_LONG, 0) * 1_000_000_000 + time.get(JAVA_LONG, 8);
            return sleeps <= interrupts ? -Errno.EINTR.code() : super.clockNanosleep(clock, flags, time);
        }
    }
}
