package dev.sinew.trainer.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class KernelTeamTest {
    @Test
    void doesEveryPartOnce() {
        AtomicIntegerArray done = new AtomicIntegerArray(2);
        try (KernelTeam team = new KernelTeam(2)) {
            for (int i = 0; i < 10_000; i++) {
                team.run((part, parts) -> done.incrementAndGet(part));
            }
        }

        assertEquals(10_000, done.get(0));
        assertEquals(10_000, done.get(1));
    }

    @Test
    void showsEachPieceWhatTheOneBeforeWrote() {
        int[] written = new int[2];
        int[] seen = new int[2];
        try (KernelTeam team = new KernelTeam(2)) {
            for (int i = 1; i <= 1000; i++) {
                int number = i;
                team.run((part, parts) -> written[part] = number);
                team.run((part, parts) -> seen[part] += written[1 - part]);
            }
        }

        assertArrayEquals(new int[] {500_500, 500_500}, seen);
    }

    @Test
    void oneThreadDoesTheWholeInOnePart() {
        int[] asked = new int[2];
        try (KernelTeam team = new KernelTeam(1)) {
            team.run((part, parts) -> {
                asked[0] = part;
                asked[1] = parts;
            });
        }

        assertArrayEquals(new int[] {0, 1}, asked);
    }

    @Test
    void throwsWhatTheOtherThreadThrewAndWorksOn() {
        try (KernelTeam team = new KernelTeam(2)) {
            var e = assertThrows(
                    IllegalStateException.class,
                    () -> team.run((part, parts) -> {
                        if (part == 1) {
                            throw new IllegalArgumentException("no");
                        }
                    }));
            assertEquals("second part of the work failed: no", e.getMessage());

            team.run((part, parts) -> {});
        }
    }

    @Test
    void refusesThreeThreads() {
        var e = assertThrows(IllegalArgumentException.class, () -> new KernelTeam(3));

        assertEquals("threads must be 1 or 2, was 3", e.getMessage());
    }
}
