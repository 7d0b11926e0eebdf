package dev.sinew.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private final Deadlines deadlines = new Deadlines(20);

    @Test
    void followEachOtherByOnePeriod() {
        assertEquals(120, deadlines.after(100, 101));
        assertEquals(0, deadlines.missed());
    }

    @Test
    void stillMeetADeadlineThatIsNow() {
        assertEquals(120, deadlines.after(100, 120));
        assertEquals(0, deadlines.missed());
    }

    @Test
    void skipThoseThatHavePassed() {
        assertEquals(140, deadlines.after(100, 121));
        assertEquals(1, deadlines.missed());
        assertEquals(180, deadlines.after(140, 180));
        assertEquals(1, deadlines.missed());
        assertEquals(2, deadlines.missedInAll());
    }

    @Test
    void workAcrossTheTurnOfTheClock() {
        // System.nanoTime may overflow
        long due = Long.MAX_VALUE - 10;

        assertEquals(due + 40, deadlines.after(due, due + 25));
        assertEquals(1, deadlines.missed());
    }

    @Test
    void needAPeriod() {
        assertEquals(
                "period must be positive, was 0 ns",
                assertThrows(IllegalArgumentException.class, () -> new Deadlines(0))
                        .getMessage());
    }
}
