package dev.sinew.trainer.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.runtime.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pendulum that has learned next to nothing goes on learning on the emulated robot in episodes of a second,
/// between which it waits until it hangs still.
class FinetuneCommandTest {
    private final WorkstationBench bench;
    private final Path run;

    FinetuneCommandTest(@TempDir Path folder) throws IOException {
        bench = new WorkstationBench(folder);
        run = bench.path("run");
    }

    @BeforeEach
    void train() throws IOException {
        String settings = ConfigFiles.shipped().text("training/sac/furuta.yaml");
        bench.file(
                "training/sac/furuta.yaml",
                settings.replace("[64, 64]", "[16, 16]")
                        .replace("batch: 256", "batch: 16")
                        .replace("warmup_steps: 2000", "warmup_steps: 100"));
        bench.file(
                "training/finetune.yaml",
                ConfigFiles.shipped()
                        .text("training/finetune.yaml")
                        .replace("frozen_steps: 5000", "frozen_steps: 300")
                        .replaceFirst("recalibration_updates: [0-9]+", "recalibration_updates: 20"));
        String[] command = {"train", "--task", "furuta", "--algorithm", "sac", "--steps", "400"};
        assertEquals(ExitCode.OK, bench.run(bench.with(command, "--run", run.toString())), bench.err());
    }

    @Test
    void theTrainingLeftAnUnsignedBundleThatEmulatedRobotsTakeAndOthersDoNot() {
        String bundle = run.resolve("bundle").toString();
        String[] command = {"run", bundle, "--robot", "furuta"};

        assertEquals(
                ExitCode.OK,
                bench.run(bench.with(command, "--emulated", "--no-real-time", "--episode", "0.2", "--seconds", "0.5")),
                bench.err());
        assertTrue(bench.err().contains("WARNING: " + bundle + " IS NOT SIGNED"), bench.err());
        assertEquals(ExitCode.REFUSED, bench.run(command), bench.out());
        assertTrue(bench.err().contains("must be signed by one of the trusted keys"), bench.err());
    }

    @Test
    void theRobotLearnsEpisodeByEpisodeAndEqualSeedsLearnAlike() throws IOException {
        Path json = bench.path("figures.json");
        assertEquals(ExitCode.OK, finetune("--to", bench.path("a").toString(), "--json", json.toString()), bench.err());
        assertTrue(bench.out().contains(", frozen, policy 0, return "), bench.out());
        assertTrue(bench.out().contains(", frozen, policy 1 without exploration, return "), bench.out());
        assertTrue(bench.out().matches("(?s).*, online, policy [0-9]+, return .*"), bench.out());
        bench.assertFiguresAreDocumented(json, "finetune");
        assertEquals(ExitCode.OK, finetune("--to", bench.path("b").toString()), bench.err());

        for (String name : List.of("episodes.csv", "episodes.svg", "finetuned.bundle")) {
            byte[] one = Files.readAllBytes(bench.path("a").resolve(name));
            assertArrayEquals(one, Files.readAllBytes(bench.path("b").resolve(name)), name);
        }
        List<String> rows = Files.readAllLines(bench.path("a").resolve("episodes.csv"));
        String[] last = rows.getLast().split(",", -1);
        long ticks = Long.parseLong(last[1]);
        assertTrue(ticks >= 1000 && ticks <= 1100, "ends with the episode that reaches 1000 ticks: " + ticks);
        List<String> columns = List.of(rows.getFirst().split(",", -1));
        double terms = columns.subList(columns.indexOf("proof") + 1, columns.size()).stream()
                .mapToDouble(term -> Double.parseDouble(last[columns.indexOf(term)]))
                .sum();
        double stepReward =
                Double.parseDouble(last[columns.indexOf("return")]) / Integer.parseInt(last[columns.indexOf("steps")]);
        assertEquals(stepReward, terms, 1e-9, "the terms of a step are its reward");
    }

    /// In real time: ten episodes of half a second, the first five of them frozen, and waits between them, which much
    /// friction makes short.
    @Test
    void theRobotsOwnProcessLearnsAndSwapsWhatItLearned() throws IOException {
        bench.file(
                "training/finetune.yaml",
                ConfigFiles.shipped()
                        .text("training/finetune.yaml")
                        .replace("frozen_steps: 5000", "frozen_steps: 200")
                        .replaceFirst("recalibration_updates: [0-9]+", "recalibration_updates: 20"));
        bench.file("calm.yaml", """
                reality: calm
                robot: furuta
                joints:
                  - {joint: arm, friction: 5, damping: 10}
                  - {joint: pendulum, friction: 10, damping: 10}
                """);
        Path json = bench.path("figures.json");
        String flight = bench.path("flight.mcap").toString();
        String results = bench.path("on-1").toString();
        int code = onRobot(5, "--json", json.toString(), "--to", results, "--record", flight);
        for (int attempt = 2; attempt <= 3 && hadNoTime(code); attempt++) {
            results = bench.path("on-" + attempt).toString();
            code = onRobot(5, "--json", json.toString(), "--to", results, "--record", flight);
        }

        assertEquals(ExitCode.OK, code, bench.err() + bench.out());
        for (String line : List.of(
                "frozen, policy 0, return ",
                "policy 1 accepted\n",
                "policy 1 swapped\n",
                ", frozen, policy 1 without exploration, return ",
                ", online, policy ",
                ", 0 came too fast\n")) {
            assertTrue(bench.out().contains(line), line + " in " + bench.out());
        }
        bench.assertFiguresAreDocumented(json, "finetune");
        assertTrue(Files.size(Path.of(results).resolve("finetuned.bundle")) > 1000);

        assertEquals(ExitCode.OK, bench.run("replay", flight), bench.err() + bench.out());
        goesOn(results);
    }

    /// Whether the robot stopped, as it should, because its machine was busy with others.
    private boolean hadNoTime(int code) {
        return code != ExitCode.OK && bench.out().matches("(?s).*(host paused the loop|policy too late).*");
    }

    private void goesOn(String results) throws IOException {
        Path table = Path.of(results).resolve("episodes.csv");
        List<String> before = Files.readAllLines(table);

        assertEquals(ExitCode.OK, onRobot(2, "--to", results), bench.err() + bench.out());

        assertTrue(bench.out().matches("(?s).*goes on after [0-9]+ ticks, policy [0-9]+\n.*"), bench.out());
        List<String> after = Files.readAllLines(table);
        assertEquals(before, after.subList(0, before.size()), "its episodes of before are there");
        assertTrue(after.size() > before.size() + 3, bench.out());
        assertTrue(after.get(before.size()).contains(",online,"), after.get(before.size()));

        assertEquals(ExitCode.CANNOT_WRITE, onRobot(2, "--to", results, "--seed", "2"), bench.out());
        String refused = "learner.checkpoint was saved with seed of the learning = 1, this training has 2\n";
        assertTrue(bench.err().endsWith(refused), bench.err());
        assertEquals(after, Files.readAllLines(table), "nothing is lost");
    }

    @Test
    void anotherRobotOrTaskIsRefusedByName() {
        bench.assertRefused(
                ExitCode.BAD_INPUT,
                "--robot must be the robot of furuta, furuta, was balancer",
                "finetune",
                run.toString(),
                "--robot",
                "balancer",
                "--emulated");
        assertRefused("one of --emulated, --mqtt and --on-robot must say which robot learns, came none");
        assertRefused("--ticks must be at least 1000, was 10", "--emulated", "--ticks", "10");
        assertFalse(Files.exists(run.resolve("finetune")));
    }

    @Test
    void whatARobotBehindABrokerNeedsAndWhatIsNotForItIsSaid() {
        assertRefused("--mqtt must be tcp://host:port or ssl://host:port, was 'workstation'", "--mqtt", "workstation");
        String uri = "tcp://localhost:1883";
        assertRefused(
                "one of --emulated, --mqtt and --on-robot must say which robot learns, came both",
                "--mqtt",
                uri,
                "--emulated");
        assertRefused("--mqtt must come with --key, since a robot takes signed policies only", "--mqtt", uri);
        for (String option : List.of("--noise", "--cutoff", "--episode")) {
            assertRefused(
                    "--reality, --episode, --noise and --cutoff must come with --emulated: of a robot behind a broker"
                            + " its own `sinew run` decides",
                    "--mqtt",
                    uri,
                    "--key",
                    "me",
                    option,
                    "1");
        }
        assertFalse(Files.exists(run.resolve("finetune")));
    }

    private void assertRefused(String message, String... more) {
        bench.assertRefused(ExitCode.BAD_INPUT, message, command(more));
    }

    private int onRobot(int seconds, String... more) {
        String[] alone = {"--on-robot", "--emulated", "--no-real-time", "--episode", "0.5", "--seconds", "" + seconds};
        String[] calm = {"--reality", bench.path("calm.yaml").toString()};
        return bench.run(command(bench.with(bench.with(alone, calm), more)));
    }

    private int finetune(String... more) {
        String[] emulated = {"--emulated", "--ticks", "1000", "--episode", "1", "--seed", "2"};
        return bench.run(command(bench.with(emulated, more)));
    }

    private String[] command(String... more) {
        String[] command = {"finetune", run.toString(), "--robot", "furuta"};
        return bench.with(command, more);
    }
}
