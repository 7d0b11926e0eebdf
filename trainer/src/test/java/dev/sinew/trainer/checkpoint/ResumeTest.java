package dev.sinew.trainer.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A training that was cut off goes on as if it never was: processes are killed for real.
class ResumeTest {
    private static final long STEPS = 2400;
    private static final long INTERVAL = 120;
    private static final long MICROS = 500;

    @TempDir
    Path folder;

    @Test
    void goesOnBitForBitAfterBeingKilledTwice() throws Exception {
        Path whole = folder.resolve("whole");
        Path cut = folder.resolve("cut");
        ToyRun.run(false, whole, STEPS, INTERVAL, 0, result -> {});

        killAtCheckpoint(start("train", cut, INTERVAL, MICROS), cut, 600);
        assertTrue(Files.exists(cut.resolve("best/best.policy")));
        killAtCheckpoint(start("resume", cut, INTERVAL, MICROS), cut, 1560);
        Ended last = end(start("resume", cut, INTERVAL, 0));

        assertEquals(0, last.exitCode(), last.output());
        RunComparison.assertEqualRuns(whole, cut);
    }

    @Test
    void putsEverythingAwayWhenAskedToStopAndGoesOnBitForBit() throws Exception {
        Path whole = folder.resolve("whole");
        Path cut = folder.resolve("cut");
        ToyRun.run(false, whole, STEPS, INTERVAL, 0, result -> {});

        Process process = start("train", cut, INTERVAL, MICROS);
        awaitCheckpoint(process, cut, 240);
        process.destroy(); // SIGTERM
        Ended stopped = end(process);
        String kept = RunComparison.newest(cut).getFileName().toString();
        Ended last = end(start("resume", cut, INTERVAL, 0));

        assertEquals(143, stopped.exitCode(), stopped.output());
        assertTrue(stopped.output().contains("STOPPED"), stopped.output());
        assertTrue(kept.compareTo("step-000000000240.checkpoint") >= 0, kept);
        assertEquals(0, last.exitCode(), last.output());
        RunComparison.assertEqualRuns(whole, cut);
    }

    @Test
    void losesNothingWhenTheDiskIsFull() throws Exception {
        // a process that may write no file beyond 8 KiB stands for a full disk: the same call fails in the same way
        Path whole = folder.resolve("whole");
        Path full = folder.resolve("full");
        ToyRun.run(false, whole, STEPS, INTERVAL, 0, result -> {});

        Ended failed =
                end(start(List.of("bash", "-c", "ulimit -f 8; exec \"$@\"", "bash"), "train", full, INTERVAL, 0));
        Ended last = end(start("resume", full, INTERVAL, 0));

        assertEquals(74, failed.exitCode(), failed.output());
        assertTrue(failed.output().contains("cannot write"), failed.output());
        assertTrue(failed.output().contains("File too large"), failed.output());
        assertEquals(0, last.exitCode(), last.output());
        RunComparison.assertEqualRuns(whole, full);
    }

    @Test
    void goesOnWhenACheckpointItselfCouldNotBeWritten() throws Exception {
        // the only checkpoint after the first holds 600 transitions of 20 bytes, more than the 8 KiB
        Path whole = folder.resolve("whole");
        Path full = folder.resolve("full");
        ToyRun.run(false, whole, 600, 600, 0, result -> {});

        Process process = start(List.of("bash", "-c", "ulimit -f 8; exec \"$@\"", "bash"), "train", full, 600, 0, 600);
        Ended failed = end(process);
        List<String> left = names(full.resolve("checkpoints"));
        Ended last = end(start(List.of(), "resume", full, 600, 0, 600));

        assertEquals(74, failed.exitCode(), failed.output());
        assertTrue(failed.output().matches("(?s).*cannot write .*transitions-.*: File too large.*"), failed.output());
        assertEquals(List.of("step-000000000000.checkpoint"), left);
        assertEquals(0, last.exitCode(), last.output());
        RunComparison.assertEqualRuns(whole, full);
    }

    @Test
    void leavesAFinishedTrainingAsItIs() throws Exception {
        // the last evaluation is at the end, between two intervals of 200: going on must not make it again
        Path once = folder.resolve("once");
        Path again = folder.resolve("again");
        ToyRun.run(false, once, 650, INTERVAL, 0, result -> {});

        ToyRun.run(false, again, 650, INTERVAL, 0, result -> {});
        ToyRun.run(true, again, 650, INTERVAL, 0, result -> {});

        RunComparison.assertEqualRuns(once, again);
    }

    private record Ended(int exitCode, String output) {}

    private Process start(String mode, Path root, long interval, long micros) throws IOException {
        return start(List.of(), mode, root, interval, micros);
    }

    private Process start(List<String> prefix, String mode, Path root, long interval, long micros) throws IOException {
        return start(prefix, mode, root, interval, micros, STEPS);
    }

    private Process start(List<String> prefix, String mode, Path root, long interval, long micros, long steps)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ToyRun.class.getName(),
                        mode,
                        root.toString(),
                        Long.toString(steps),
                        Long.toString(interval),
                        Long.toString(micros))
                .forEach(command::add);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output(root).toFile())
                .start();
    }

    private static Path output(Path root) {
        return root.resolveSibling(root.getFileName() + ".output");
    }

    private void killAtCheckpoint(Process process, Path root, long steps) throws Exception {
        awaitCheckpoint(process, root, steps);
        process.destroyForcibly();
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    }

    private void awaitCheckpoint(Process process, Path root, long steps) throws IOException {
        String awaited = "step-%012d.checkpoint".formatted(steps);
        while (!Files.isDirectory(root.resolve("checkpoints"))
                || names(root.resolve("checkpoints")).stream()
                        .noneMatch(name -> name.startsWith("step-") && name.compareTo(awaited) >= 0)) {
            assertTrue(process.isAlive(), () -> "process ended before its checkpoint " + awaited);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private Ended end(Process process) throws Exception {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        StringBuilder output = new StringBuilder();
        try (var files = Files.newDirectoryStream(folder, "*.output")) {
            for (Path file : files) {
                output.append(Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return new Ended(process.exitValue(), output.toString());
    }

    private static List<String> names(Path root) throws IOException {
        try (var files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
