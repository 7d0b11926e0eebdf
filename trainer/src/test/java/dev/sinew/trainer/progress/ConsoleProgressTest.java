package dev.sinew.trainer.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.trainer.evaluation.Evaluator;
import dev.sinew.trainer.loop.LoopIntervals;
import dev.sinew.trainer.loop.LoopListener;
import dev.sinew.trainer.loop.LoopSettings;
import dev.sinew.trainer.loop.OffPolicyLoop;
import dev.sinew.trainer.loop.ReplayRhythm;
import dev.sinew.trainer.loop.ScriptedLearner;
import dev.sinew.trainer.loop.ScriptedWorlds;
import dev.sinew.trainer.loop.VirtualClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final VirtualClock clock = new VirtualClock();

    @Test
    void logsPlainLinesFromTimeToTime() throws IOException {
        // a step takes 100 ms, the clock starts with the first: 10 steps/s; episodes of 4 steps give a return of 4,
        // evaluations of 2 steps one of 2
        train(new LogProgress(out, clock, Duration.ofSeconds(4)));

        assertEquals("""
                train: 41 of 100 steps, return 4.0, 10 steps/s, 0:06 left
                train: evaluation at 50 steps: return 2.0 ± 0.0 over episodes of 2 steps
                train: 81 of 100 steps, return 4.0, 10 steps/s, 0:02 left
                train: evaluation at 100 steps: return 2.0 ± 0.0 over episodes of 2 steps
                train: all steps done after 100 steps; best policy at 50 steps: return 2.0
                """, text());
    }

    @Test
    void drawsABarOnATerminal() throws IOException {
        try (TerminalProgress progress = new TerminalProgress(out, "train", 0, 100)) {
            train(progress);
        }

        assertTrue(text().contains("train 100% ["), text());
        assertTrue(text().contains("100/100"), text());
        assertTrue(text().contains("return 4.0"), text());
        assertTrue(text().endsWith("all steps done after 100 steps; best policy at 50 steps: return 2.0\n"), text());
    }

    private void train(LoopListener progress) throws IOException {
        new OffPolicyLoop(
                        new LoopSettings(100, new LoopIntervals(10, 50, 0), OptionalDouble.empty(), 1),
                        new ReplayRhythm(0, 1),
                        new ScriptedWorlds(() -> clock.passMillis(100), 4),
                        new ScriptedLearner(),
                        new Evaluator(new ScriptedWorlds(() -> {}, 2), 1, 2),
                        clock)
                .run(List.of(progress));
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
