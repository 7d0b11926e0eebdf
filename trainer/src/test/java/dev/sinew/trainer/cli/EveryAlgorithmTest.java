package dev.sinew.trainer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.trainer.checkpoint.RunComparison;
import dev.sinew.trainer.run.Algorithm;
import dev.sinew.trainer.run.Algorithms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every algorithm there is must keep, by the commands that a user types: the same bits whatever the number of
/// threads and whether the JVM is cold or warm, and after a kill at any time. Their default settings, made small.
class EveryAlgorithmTest {
    private static final String TASK = "Pendulum-v1";
    private static final int STEPS = 2048;

    /// Enough for a kill in the middle.
    private static final int LONG = 8192;

    /// Ends of a key's line in a settings file, for keys that are there.
    private static final Map<String, String> SMALL = Map.ofEntries(
            Map.entry("worlds", "4"),
            Map.entry("warmup_steps", "200"),
            Map.entry("metrics_interval", "256"),
            Map.entry("checkpoint_interval", "128"),
            Map.entry("hidden", "[16, 16]"),
            Map.entry("rollout_steps", "32"),
            Map.entry("value_batch", "64"),
            Map.entry("batch", "64"),
            Map.entry("replay", "1000"));

    @TempDir
    Path folder = Path.of("");

    private List<WorkstationBench> benches = List.of();

    static Stream<String> algorithms() {
        return Algorithms.all().stream().map(Algorithm::name);
    }

    @BeforeEach
    void openBench() throws IOException {
        benches = List.of(new WorkstationBench(folder));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void goesOnBitForBitAfterItWasKilled(String algorithm) throws Exception {
        makeSmall(algorithm);
        Path cut = folder.resolve("cut");
        String[] command = command(algorithm, cut, LONG, 1, 1);
        try (CommandProcess process = CommandProcess.start(folder, List.of(), command)) {
            process.awaitCheckpoint(cut, STEPS / 2);
            assertEquals(128 + 9, process.kill(), "killed before its end");
        }
        assertEquals(ExitCode.OK, benches.getFirst().run("resume", cut.toString(), "--threads", "2"));

        RunComparison.assertEqualRuns(train(algorithm, "whole", 1, 1, LONG), cut);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void bitsAreTheSameColdAndWarmWithOneThreadAndWithTwo(String algorithm) throws Exception {
        makeSmall(algorithm);
        Path cold = folder.resolve("cold");
        try (CommandProcess process = CommandProcess.start(folder, List.of(), command(algorithm, cold, STEPS, 1, 1))) {
            assertEquals(ExitCode.OK, process.end(), process.err());
        }
        Path other = train(algorithm, "other", 2, 1); // warms the JVM
        Path warm = train(algorithm, "warm", 1, 1);
        Path two = train(algorithm, "two", 1, 2);

        RunComparison.assertEqualRuns(cold, warm);
        RunComparison.assertEqualRuns(cold, two);
        assertNotEquals(print(cold), print(other), "another seed");
    }

    private void makeSmall(String algorithm) throws IOException {
        Path settings = folder.resolve("training/" + algorithm + "/" + TASK + ".yaml");
        Files.createDirectories(settings.getParent());
        String text;
        try (var in = EveryAlgorithmTest.class.getResourceAsStream("/training/" + algorithm + "/default.yaml")) {
            text = new String(in == null ? new byte[0] : in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (Map.Entry<String, String> entry : SMALL.entrySet()) {
            text = text.replaceAll(
                    "(?m)^( *)" + entry.getKey() + ": .*$", "$1" + entry.getKey() + ": " + entry.getValue());
        }
        text = text.replaceAll("(?m)^evaluation: .*$", "evaluation: {interval: 1024, episodes: 2, worlds: 2}");
        Files.writeString(settings, text);
    }

    private Path train(String algorithm, String name, int seed, int threads) {
        return train(algorithm, name, seed, threads, STEPS);
    }

    private Path train(String algorithm, String name, int seed, int threads, int steps) {
        Path run = folder.resolve(name);
        assertEquals(
                ExitCode.OK,
                benches.getFirst().run(command(algorithm, run, steps, seed, threads)),
                benches.getFirst().err());
        return run;
    }

    private static String print(Path run) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(Files.readAllBytes(run.resolve("best/best.policy"))));
    }

    private static String[] command(String algorithm, Path run, int steps, int seed, int threads) {
        String[] fixed = {"train", "--task", TASK, "--algorithm", algorithm, "--run", run.toString()};
        String[] all = Arrays.copyOf(fixed, fixed.length + 6);
        String[] numbers = {"--steps", "" + steps, "--seed", "" + seed, "--threads", "" + threads};
        System.arraycopy(numbers, 0, all, fixed.length, numbers.length);
        return all;
    }
}
