package dev.sinew.trainer.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A command of the workstation in a process of its own, with the flags of the launcher.
final class CommandProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;

    private final Path folder;
    private final Process process;

    private CommandProcess(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /// Starts a command.
    ///
    /// @param user folder of the user's own files
    /// @param prefix what comes before `java`
    /// @param arguments of the command line
    static CommandProcess start(Path user, List<String> prefix, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path folder = Files.createTempDirectory(user, "process");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("SINEW_HOME", user.toString());
        return new CommandProcess(folder, builder.start());
    }

    long pid() {
        return process.pid();
    }

    void awaitCheckpoint(Path run, long steps) throws IOException {
        String awaited = "step-%012d.checkpoint".formatted(steps);
        while (checkpoints(run).stream().noneMatch(name -> name.compareTo(awaited) >= 0)) {
            assertTrue(process.isAlive(), () -> "ended before " + awaited + ": " + text("err"));
            LockSupport.parkNanos(1_000_000);
        }
    }

    /// {@return names of the checkpoints of a run folder, oldest first}
    static List<String> checkpoints(Path run) throws IOException {
        Path folder = run.resolve("checkpoints");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.newDirectoryStream(folder, "step-*.checkpoint")) {
            List<String> names = new ArrayList<>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            names.sort(String::compareTo);
            return names;
        }
    }

    int kill() throws InterruptedException {
        process.destroyForcibly();
        return end();
    }

    int end() throws InterruptedException {
        assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the command must end");
        return process.exitValue();
    }

    String out() {
        return text("out");
    }

    /// {@return what went to standard error, without what every JVM with the Vector API says}
    String err() {
        return text("err").replaceFirst("WARNING: Using incubator modules[^\n]*\n", "");
    }

    private String text(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
