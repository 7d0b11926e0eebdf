package dev.sinew.trainer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.trainer.checkpoint.RunComparison;
import dev.sinew.trainer.run.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `sinew train --seeds` and its resumption, on a task that needs no native part.
class SeedSeriesTest {
    @TempDir
    Path folder = Path.of("");

    private List<WorkstationBench> benches = List.of();

    @BeforeEach
    void checkpointOften() throws IOException {
        benches = List.of(new WorkstationBench(folder));
        Path settings = bench().path("training/sac/Pendulum-v1.yaml");
        Files.writeString(
                settings, Files.readString(settings).replace("checkpoint_interval: 50000", "checkpoint_interval: 100"));
    }

    private WorkstationBench bench() {
        return benches.getFirst();
    }

    @Test
    void seedsAreTrainedAsEachWouldBeAloneAndComparedAtTheEnd() throws IOException {
        Path series = bench().path("series");
        Path json = bench().path("figures.json");
        assertEquals(ExitCode.OK, bench().run(train(series, "--seeds", "2", "--json", json.toString())), bench().err());
        String out = bench().out();
        assertTrue(out.contains("  seed 1") && out.contains("  seed 2"), out);
        assertTrue(out.contains("sac Pendulum-v1, 2 seeds"), out);
        assertTrue(Files.readString(series.resolve("curves.svg")).contains("sac (2 seeds)"), out);
        bench().assertFiguresAreDocumented(json, "train");

        Path alone = bench().path("alone");
        assertEquals(ExitCode.OK, bench().run(train(alone, "--seed", "2")), bench().err());
        RunComparison.assertEqualRuns(alone, series.resolve("seed-2"));
    }

    @Test
    void whatIsDoneIsNotRepeatedAndWhatWasCutOffGoesOnBitForBit() throws Exception {
        Path whole = bench().path("whole");
        assertEquals(ExitCode.OK, bench().run(train(whole, "--seeds", "2")), bench().err());
        Path cut = bench().path("cut");
        String[] command = train(cut, "--seeds", "2");
        try (CommandProcess process = CommandProcess.start(folder, List.of(), command)) {
            process.awaitCheckpoint(cut.resolve("seed-2"), 200);
            process.kill();
        }
        Path first = cut.resolve("seed-1/best/best.policy");
        var written = Files.getLastModifiedTime(first);

        assertEquals(ExitCode.OK, bench().run("resume", cut.toString(), "--threads", "1"), bench().err());

        assertTrue(bench().out().contains(cut + "/seed-1 is done already"), bench().out());
        assertEquals(written, Files.getLastModifiedTime(first));
        RunComparison.assertEqualRuns(whole.resolve("seed-1"), cut.resolve("seed-1"));
        RunComparison.assertEqualRuns(whole.resolve("seed-2"), cut.resolve("seed-2"));
    }

    @Test
    void ctrlCEndsAllOfThemAfterACheckpoint() throws Exception {
        Path series = bench().path("stopped");
        List<String> listening = List.of("env", "--default-signal=INT");
        String[] command = train(series, "--seeds", "3");
        command[4] = "10000000";
        try (CommandProcess process = CommandProcess.start(folder, listening, command)) {
            process.awaitCheckpoint(series.resolve("seed-1"), 200);
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
            assertEquals(ExitCode.INTERRUPTED, process.end());
            assertTrue(process.out().endsWith("next: sinew resume " + series + "\n"), process.out());
        }

        assertFalse(Files.exists(series.resolve("seed-2")), "the next seed must not begin");
    }

    @Test
    void aTakenFolderIsNotTouchedAndSaysHowToGoOn() {
        Path series = bench().path("series");
        assertEquals(ExitCode.OK, bench().run(train(series, "--seeds", "1")), bench().err());

        bench().assertRefused(
                        ExitCode.CANNOT_WRITE,
                        series + " holds trainings already: go on with `sinew resume " + series + "`, or name another",
                        train(series, "--seeds", "2"));
        bench().assertRefused(
                        ExitCode.BAD_INPUT,
                        series + " holds trainings of several seeds: name one of them, such as " + series + "/seed-1",
                        "evaluate",
                        series.toString());
    }

    @Test
    void aSeriesIsMadeLongerButNeverShorterThanItIs() throws IOException {
        Path series = bench().path("series");
        assertEquals(ExitCode.OK, bench().run(train(series, "--seeds", "2")), bench().err());

        bench().assertRefused(
                        ExitCode.BAD_INPUT,
                        "--steps must be at least the 400 steps that " + series + "/seed-1 has done, was 300",
                        "resume",
                        series.toString(),
                        "--steps",
                        "300");
        assertEquals(ExitCode.OK, bench().run("resume", series.toString(), "--steps", "600"), bench().err());
        Path alone = bench().path("alone");
        String[] longer = train(alone, "--seed", "2");
        longer[4] = "600";
        assertEquals(ExitCode.OK, bench().run(longer), bench().err());
        RunComparison.assertEqualRuns(alone, series.resolve("seed-2"));
    }

    @Test
    void aTrainingWithoutAFolderGetsOneNamedAfterIt() {
        Preset usual = new Preset("ppo", "Hopper-v5", Optional.empty());
        Preset variant = new Preset("sac", "Hopper-v5", Optional.of("droq"));

        assertEquals(
                Path.of("runs/Hopper-v5-ppo-1"), new RunRequest(usual, 1, Optional.empty(), Optional.empty()).folder());
        assertEquals(
                Path.of("runs/Hopper-v5-sac-droq-3"),
                new RunRequest(variant, 3, Optional.empty(), Optional.empty()).folder());
        assertEquals(Path.of("runs/Hopper-v5-ppo"), SeedSeries.folder(usual));
    }

    @Test
    void noSeedsAndBothKindsOfSeedsAreRefused() {
        Path series = bench().path("series");

        bench().assertRefused(ExitCode.BAD_INPUT, "--seeds must be 1 to 1000, was 0", train(series, "--seeds", "0"));
        assertEquals(ExitCode.USAGE, bench().run(train(series, "--seeds", "2", "--seed", "3")));
        assertFalse(Files.exists(series), "a refused training must leave no folder");
    }

    private static String[] train(Path run, String... more) {
        String[] fixed = {"train", "--task", "Pendulum-v1", "--steps", "400", "--run", run.toString(), "--threads", "1"
        };
        return Stream.concat(Arrays.stream(fixed), Arrays.stream(more)).toArray(String[]::new);
    }
}
