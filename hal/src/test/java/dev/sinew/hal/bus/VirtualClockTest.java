package dev.sinew.hal.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class VirtualClockTest {
    @Test
    void standsStillUntilItIsMoved() {
        VirtualClock clock = new VirtualClock(5);

        assertEquals(5, clock.nanos());
        assertEquals(5, clock.nanos());
        clock.advance(7);
        assertEquals(12, clock.nanos());
    }

    @Test
    void sleepsToTheDeadlineInNoTime() {
        VirtualClock clock = new VirtualClock();

        clock.sleepUntil(3_600_000_000_000L);

        assertEquals(3_600_000_000_000L, clock.nanos());
    }

    @Test
    void neverStepsBackForADeadlineThatHasPassed() {
        VirtualClock clock = new VirtualClock(100);

        clock.sleepUntil(40);

        assertEquals(100, clock.nanos());
    }

    @Test
    void keepsGoingWhereTheCounterWrapsAround() {
        // System.nanoTime() may start anywhere, so deadlines are compared by difference
        VirtualClock clock = new VirtualClock(Long.MAX_VALUE - 1);

        clock.sleepUntil(Long.MAX_VALUE + 2);

        assertEquals(Long.MIN_VALUE + 1, clock.nanos());
    }

    @Test
    void refusesToAdvanceBackwards() {
        VirtualClock clock = new VirtualClock();

        assertEquals(
                "time must advance by 0 ns or more, was -1",
                assertThrows(IllegalArgumentException.class, () -> clock.advance(-1))
                        .getMessage());
    }

    @Test
    void ticksWithoutAllocating() {
        VirtualClock clock = new VirtualClock();

        assertEquals(0, AllocatedBytes.during(10_000, () -> {
            clock.advance(1);
            clock.sleepUntil(clock.nanos() + 10);
        }));
    }
}
