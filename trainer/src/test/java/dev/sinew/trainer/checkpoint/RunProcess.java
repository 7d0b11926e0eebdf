package dev.sinew.trainer.checkpoint;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A [SmallRun] in a process of its own.
final class RunProcess {
    /// What comes before the command so that the process may write no file beyond 8 KiB: this stands for a full disk,
    /// the same call fails in the same way.
    static final List<String> ON_A_FULL_DISK = List.of("bash", "-c", "ulimit -f 8; exec \"$@\"", "bash");

    private final Path root;
    private final Path output;
    private final Process process;

    private RunProcess(Path root, Path output, Process process) {
        this.root = root;
        this.output = output;
        this.process = process;
    }

    /// How a process ended.
    record Ended(int exitCode, String output) {}

    static RunProcess train(Path root, RunPlan plan) throws IOException {
        return start(List.of(), "train", root, plan);
    }

    static RunProcess resume(Path root, RunPlan plan) throws IOException {
        return start(List.of(), "resume", root, plan);
    }

    static RunProcess start(List<String> prefix, String mode, Path root, RunPlan plan) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                SmallRun.class.getName(),
                mode,
                root.toString()));
        command.addAll(plan.arguments());
        Path output = root.resolveSibling(root.getFileName() + ".output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new RunProcess(root, output, process);
    }

    /// Ends the process by `SIGKILL` once it wrote a checkpoint at `steps` or later.
    void killAfterCheckpoint(long steps) throws IOException, InterruptedException {
        awaitCheckpoint(steps);
        process.destroyForcibly();
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    }

    /// Ends the process by `SIGTERM` once it wrote a checkpoint at `steps` or later.
    Ended stopAfterCheckpoint(long steps) throws IOException, InterruptedException {
        awaitCheckpoint(steps);
        process.destroy();
        return end();
    }

    Ended end() throws IOException, InterruptedException {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private void awaitCheckpoint(long steps) throws IOException {
        String awaited = "step-%012d.checkpoint".formatted(steps);
        while (names().stream().noneMatch(name -> name.startsWith("step-") && name.compareTo(awaited) >= 0)) {
            if (!process.isAlive()) {
                throw new AssertionError("ended before its checkpoint " + awaited + ": " + Files.readString(output));
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private List<String> names() throws IOException {
        return Files.isDirectory(root.resolve("checkpoints")) ? names(root) : List.of();
    }

    /// {@return the names in the folder of checkpoints}
    static List<String> names(Path root) throws IOException {
        try (var files = Files.list(root.resolve("checkpoints"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
