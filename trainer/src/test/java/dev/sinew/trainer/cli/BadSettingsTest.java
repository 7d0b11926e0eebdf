package dev.sinew.trainer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.runtime.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Settings of a training that do not go together, and trainings that they spoil: what is said, in one line, and the
/// exit code. What can be refused is refused before there is a run folder.
class BadSettingsTest {
    @TempDir
    private Path folder = Path.of("");

    private List<WorkstationBench> benches = List.of();

    @BeforeEach
    void startWithAnEmptyFolder() throws IOException {
        benches = List.of(new WorkstationBench(folder));
    }

    private WorkstationBench bench() {
        return benches.getFirst();
    }

    @Test
    void anUnknownAlgorithmIsRefusedWithTheClosest() {
        assertRefused("pp0", "algorithm must be one of ", ", was 'pp0'; the closest is ppo");
    }

    @Test
    void aSettingOfAnotherAlgorithmIsRefusedWithThoseThatThisOneHas() throws IOException {
        settings("sac", "learning_rate: 0.001", "learning_rate: 0.001\n  clip: 0.2");

        String known = "key 'learner.clip' is not known here; known: hidden, activation, normalize_observations, ";
        assertRefused("sac", folder + "/training/sac/Pendulum-v1.yaml:", known);
    }

    @Test
    void aMinibatchLargerThanTheRolloutIsRefused() throws IOException {
        settings("ppo", "batch: [0-9]+", "batch: 4096");

        assertRefused(
                "ppo",
                folder + "/training/ppo/Pendulum-v1.yaml:",
                "batch must divide the rollout's 2048 rows (rollout_steps ");
    }

    @Test
    void aBatchLargerThanTheReplayIsRefused() throws IOException {
        settings("sac", "replay: 1000000", "replay: 8");

        assertRefused(
                "sac",
                folder + "/training/sac/Pendulum-v1.yaml:",
                "batch must be at least 2 and at most the capacity of 8, was 16");
    }

    @ParameterizedTest
    @CsvSource({
        "--steps, 0, 'steps must be at least 1, was 0'",
        "--worlds, 0, 'worlds must be 1 to 4096, was 0'",
        "--variant, ../x, 'variant must consist of letters, digits, ''_'', ''.'' and ''-'', was ''../x'''"
    })
    void anOptionOutOfRangeIsRefused(String option, String value, String message) {
        assertRefused("sac", message, "", option, value);
    }

    @Test
    void aTrainingIsNotMadeShorterThanItIs() throws IOException {
        Path run = bench().path("run");
        assertEquals(ExitCode.OK, bench().run(train("sac", "--steps", "400")), bench().err());
        String request = Files.readString(run.resolve("config/run.yaml"));

        bench().assertRefused(
                        ExitCode.BAD_INPUT,
                        "--steps must be at least the 400 steps that " + run + " has done, was 200",
                        "resume",
                        run.toString(),
                        "--steps",
                        "200");

        assertEquals(request, Files.readString(run.resolve("config/run.yaml")), "what was refused is not kept");
    }

    @Test
    void aSettingThatWasChangedSinceIsNamedAlone() throws IOException {
        Path run = bench().path("run");
        assertEquals(ExitCode.OK, bench().run(train("sac", "--steps", "400")), bench().err());
        Path kept = run.resolve("config/training/sac/Pendulum-v1.yaml");
        Files.writeString(kept, Files.readString(kept).replace("discount: 0.99", "discount: 0.95"));

        bench().assertRefused(
                        ExitCode.CANNOT_WRITE,
                        run + "/checkpoints/step-000000000400.checkpoint was saved with settings = … discount=0.99 …,"
                                + " this training has … discount=0.95 …",
                        "resume",
                        run.toString());
    }

    @Test
    void aTrainingThatDivergesNamesStepTensorAndCheckpoint() throws IOException {
        diverging();
        Path run = bench().path("run");

        int code = bench().run(train("sac", "--steps", "100000", "--seed", "2"));

        String last = bench().err().lines().toList().getLast();
        Matcher said = Pattern.compile("sinew: the training diverged after step ([0-9]+): [a-z].* must be finite,"
                        + " was not in update [0-9]+; the last checkpoint is of step ([0-9]+), from where"
                        + " `sinew resume` meets the same again: train anew with a lower learning rate than in "
                        + run + "/config/training")
                .matcher(last);
        assertTrue(said.matches(), bench().err());
        long step = Long.parseLong(said.group(1));
        assertEquals(step / 100 * 100, Long.parseLong(said.group(2)), "a checkpoint every 100 steps");
        assertEquals(ExitCode.FAILED, code);
        assertEquals(ExitCode.FAILED, bench().run("resume", run.toString(), "--threads", "1"), "resumed");
        assertTrue(bench().err().endsWith(last + "\n"), bench().err());
    }

    /// Seed 1 stays finite for 1000 steps with these settings, seed 2 does not.
    @Test
    void aSeedThatDivergesIsToldAndTheOthersAreShown() throws IOException {
        diverging();
        Path run = bench().path("run");

        int code = bench().run(train("sac", "--steps", "1000", "--seeds", "2"));

        assertTrue(bench().err().contains("sinew: seed 2: the training diverged after step "), bench().err());
        assertFalse(bench().err().contains("sinew: seed 1: "), bench().err());
        assertTrue(bench().out().contains("  seed 1 "), bench().out());
        assertTrue(Files.exists(run.resolve("curves.svg")), "what there is, is shown");
        assertEquals(ExitCode.FAILED, code);
    }

    private void diverging() throws IOException {
        settings("sac", "learning_rate: 0.001", "learning_rate: 1");
        settings("sac", "checkpoint_interval: 50000", "checkpoint_interval: 100");
    }

    private void settings(String algorithm, String pattern, String replacement) throws IOException {
        String name = "training/" + algorithm + "/Pendulum-v1.yaml";
        String file = Files.exists(bench().path(name))
                ? Files.readString(bench().path(name))
                : ConfigFiles.shipped().text("training/" + algorithm + "/default.yaml");
        assertTrue(Pattern.compile(pattern).matcher(file).find(), file);
        bench().file(name, file.replaceFirst(pattern, replacement));
    }

    private void assertRefused(String algorithm, String begin, String end, String... more) {
        int code = bench().run(bench().with(train(algorithm), more));

        String said = bench().err();
        assertEquals(1, said.lines().count(), said);
        assertTrue(said.startsWith("sinew: " + begin) && said.contains(end), said);
        assertEquals(ExitCode.BAD_INPUT, code);
        assertFalse(Files.exists(bench().path("run")), "a refused training must leave no run folder");
    }

    private String[] train(String algorithm, String... more) {
        String place = bench().path("run").toString();
        return bench().with(
                        new String[] {
                            "train", "--task", "Pendulum-v1", "--algorithm", algorithm, "--run", place, "--threads", "1"
                        },
                        more);
    }
}
