package dev.sinew.runtime.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.runtime.cli.BalancerBundle;
import dev.sinew.runtime.telemetry.Mosquitto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `sinew run BUNDLE --robot balancer --emulated` in a process of its own, with the memory of the robot's launcher.
final class RobotProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Path out;
    private final Path err;
    private final Process process;

    private RobotProcess(Path out, Path err, Process process) {
        this.out = out;
        this.err = err;
        this.process = process;
    }

    /// Starts it in a new folder; the bundle in it balances the robot.
    static RobotProcess start(Path folder, String... options) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path bundle = folder.resolve("balancer.bundle");
        BalancerBundle.write(home, bundle);
        List<String> command = new ArrayList<>(List.of(
                "env", // a background job would ignore Ctrl-C
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseZGC",
                "-XX:-UsePerfData",
                "-Xms64m",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sinew.runtime.cli.Main",
                "run",
                bundle.toString(),
                "--robot",
                "balancer",
                "--emulated"));
        command.addAll(List.of(options));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("SINEW_HOME", home.toString());
        return new RobotProcess(out, err, builder.start());
    }

    /// Waits until the policy drives the robot.
    RobotProcess active() throws InterruptedException {
        await("active");
        return this;
    }

    /// Waits until a line of standard output holds a text.
    void await(String text) throws InterruptedException {
        Mosquitto.await(START, () -> {
            assertTrue(process.isAlive() || out().contains(text), () -> "ended: " + out() + err());
            return out().contains(text);
        });
    }

    /// Sends a signal, `KILL` for instance.
    void signal(String name) throws IOException, InterruptedException {
        signal(process.pid(), name);
    }

    static void signal(long pid, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }

    /// {@return the exit code, once it has ended}
    int end() throws InterruptedException {
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "must end");
        return process.exitValue();
    }

    /// {@return a line of `/proc/PID/status` as a number}
    long status(String key) throws IOException {
        assertTrue(process.isAlive(), () -> "ended: " + out() + err());
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith(key + ":")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new AssertionError(key);
    }

    String out() {
        return text(out);
    }

    String err() {
        return text(err);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
