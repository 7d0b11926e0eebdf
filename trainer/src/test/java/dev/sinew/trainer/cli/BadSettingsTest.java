package dev.sinew.trainer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.trainer.run.Algorithm;
import dev.sinew.trainer.run.Algorithms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    @ParameterizedTest
    @CsvSource({
        "acktr, replay, 1000",
        "ddpg, target_noise, 0.2",
        "npg, line_search_tries, 5",
        "pg, clip, 0.2",
        "ppo, kl_coefficient, 1",
        "ppo-kl, cg_iterations, 5",
        "sac, target_noise, 0.2",
        "td3, initial_temperature, 1",
        "trpo, epochs, 3"
    })
    void aSettingOfAnotherAlgorithmIsRefusedWithThoseThatThisOneHas(String algorithm, String key, String value)
            throws IOException {
        learner(algorithm, key, value);

        String known = "key 'learner." + key + "' is not known here; known: ";
        assertRefused(algorithm, settingsFile(algorithm), known);
        assertTrue(bench().err().contains(" discount, "), bench().err());
    }

    @ParameterizedTest
    @CsvSource({"npg, value_batch", "pg, batch", "pg, value_batch", "ppo, batch", "ppo-kl, batch", "trpo, value_batch"})
    void aMinibatchLargerThanTheRolloutIsRefused(String algorithm, String key) throws IOException {
        learner(algorithm, key, "999999");

        Pattern said = Pattern.compile(
                key + " must divide the rollout's [0-9]+ rows \\(rollout_steps [0-9]+ of [0-9]+ worlds\\), was 999999");
        assertRefused(algorithm, settingsFile(algorithm), "");
        assertTrue(said.matcher(bench().err()).find(), bench().err());
    }

    @ParameterizedTest
    @CsvSource({"ddpg, 256", "sac, 16", "td3, 256"})
    void aBatchLargerThanTheReplayIsRefused(String algorithm, int batch) throws IOException {
        learner(algorithm, "replay", "8");

        assertRefused(
                algorithm,
                settingsFile(algorithm),
                "batch must be at least 2 and at most the capacity of 8, was " + batch);
    }

    @ParameterizedTest
    @CsvSource({
        "ppo, schedule, adaptive, 'schedule adaptive must have a target_kl, had none'",
        "sac, critic_dropout, 0.1, 'critic_layer_norm must be true with a critic_dropout of 0.1, was false'",
        "td3, critic_subset, 3, 'critic_subset must be at least 1 and at most the 2 critics, was 3'",
        "ddpg, critic_subset, 2, 'critic_subset must be at least 1 and at most the 1 critics, was 2'",
        "ddpg, exploration, gsde, 'key ''learner.exploration_interval'' is missing'",
        "acktr, fisher, guessed, 'key ''learner.fisher'' must be one of sampled, exact, reference, was ''guessed'''",
        "npg, discount, 1.5, 'key ''learner.discount'' must be a number, 0 to 1, was ''1.5'''",
        "pg, max_ratio, 0.5, 'max_ratio must be at least 1'",
        "ppo-kl, target_kl, -1, 'key ''learner.target_kl'' must be a number, above 0, was ''-1'''",
        "trpo, line_search_factor, 1, 'line_search_factor must be '"
    })
    void whatDoesNotGoTogetherOrIsOutOfRangeIsRefused(String algorithm, String key, String value, String message)
            throws IOException {
        learner(algorithm, key, value);

        assertRefused(algorithm, settingsFile(algorithm), message);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void aSettingThatIsMissingIsNamed(String algorithm) throws IOException {
        settings(algorithm, "(?m)^  discount: .*$", "");

        assertRefused(algorithm, settingsFile(algorithm), "discount");
    }

    static Stream<String> algorithms() {
        return Algorithms.all().stream().map(Algorithm::name);
    }

    private String settingsFile(String algorithm) {
        return folder + "/training/" + algorithm + "/Pendulum-v1.yaml:";
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

    /// Sets a key of the learner, or puts it there.
    private void learner(String algorithm, String key, String value) throws IOException {
        settings(algorithm, "learner:", "learner:");
        String name = "training/" + algorithm + "/Pendulum-v1.yaml";
        String file = Files.readString(bench().path(name)).replaceAll("(?m)^  " + key + ": .*\n", "");
        bench().file(name, file.replaceFirst("learner:\n", "learner:\n  " + key + ": " + value + "\n"));
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
