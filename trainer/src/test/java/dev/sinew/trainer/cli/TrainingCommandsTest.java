package dev.sinew.trainer.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.trainer.run.Algorithm;
import dev.sinew.trainer.run.Algorithms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From `train` to `export`, on a task that needs no native part.
class TrainingCommandsTest {
    @Test
    void aTrainingIsEvaluatedAndExportedFromItsRunFolderAlone(@TempDir Path folder) throws IOException {
        WorkstationBench bench = new WorkstationBench(folder);
        Path run = bench.path("run");
        Path json = bench.path("figures.json");
        assertEquals(ExitCode.OK, train(bench, run, 400, json), bench.err());
        assertTrue(Files.readString(json).contains("\"training_steps\": 400"), Files.readString(json));
        bench.assertFiguresAreDocumented(json, "train");
        Files.delete(folder.resolve("training/sac/Pendulum-v1.yaml")); // the run folder keeps its own

        assertEquals(
                ExitCode.OK,
                bench.run("evaluate", run.toString(), "--episodes", "2", "--seed", "3", "--json", json.toString()),
                bench.err());
        assertTrue(bench.out().startsWith("Pendulum-v1: return -"), bench.out());
        assertTrue(bench.out().contains("over 2 episodes"), bench.out());
        bench.assertFiguresAreDocumented(json, "evaluate");

        Path onnx = bench.path("policy.onnx");
        String[] export = {"export", run.toString(), "--onnx", onnx.toString(), "--json", json.toString()};
        assertEquals(ExitCode.OK, bench.run(export), bench.err());
        assertTrue(Files.size(onnx) > 1000, "size of the file " + Files.size(onnx));
        bench.assertFiguresAreDocumented(json, "export");
        bench.assertRefused(
                ExitCode.BAD_INPUT,
                "a bundle must be of a robot's task, one of balancer, furuta, was of 'Pendulum-v1'; use --onnx",
                "export",
                run.toString(),
                "--bundle",
                bench.path("a.bundle").toString());
    }

    @Test
    void aTrainingThatGoesOnEndsWhereOneWithoutABreakEnds(@TempDir Path folder) throws IOException {
        WorkstationBench bench = new WorkstationBench(folder);
        Path whole = bench.path("whole");
        Path parts = bench.path("parts");
        assertEquals(ExitCode.OK, train(bench, whole, 400, bench.path("a.json")), bench.err());
        assertEquals(ExitCode.OK, train(bench, parts, 200, bench.path("b.json")), bench.err());
        assertEquals(ExitCode.OK, bench.run("resume", parts.toString(), "--steps", "400"), bench.err());

        assertArrayEquals(exported(bench, whole), exported(bench, parts));
    }

    @Test
    void trainingsAreComparedAndTheirTableComparesAgain(@TempDir Path folder) throws IOException {
        WorkstationBench bench = new WorkstationBench(folder);
        Path run = bench.path("runs/one");
        assertEquals(ExitCode.OK, train(bench, run, 400, bench.path("a.json")), bench.err());
        String csv = bench.path("curves.csv").toString();
        String svg = bench.path("curves.svg").toString();

        assertEquals(
                ExitCode.OK,
                bench.run("compare", bench.path("runs").toString(), "--csv", csv, "--plot", svg),
                bench.err());
        String table = bench.out();
        assertTrue(table.contains("sac Pendulum-v1, 1 seed"), table);
        assertEquals(3, Files.readAllLines(Path.of(csv)).size(), "header and two evaluations");
        assertTrue(Files.readString(Path.of(svg)).startsWith("<svg"), svg);

        assertEquals(ExitCode.OK, bench.run("compare", csv), bench.err());
        assertEquals(table, bench.out());
        assertEquals(ExitCode.BAD_INPUT, bench.run("compare", csv, csv));
        bench.assertRefused(
                66,
                "no such file: " + bench.path("none"),
                "compare",
                bench.path("none").toString());
    }

    @Test
    void placesThatHoldTheSameSeedAreComparedUnderTheirNames(@TempDir Path folder) throws IOException {
        WorkstationBench bench = new WorkstationBench(folder);
        assertEquals(ExitCode.OK, train(bench, bench.path("short"), 200, bench.path("a.json")), bench.err());
        assertEquals(ExitCode.OK, train(bench, bench.path("long"), 400, bench.path("b.json")), bench.err());
        Path markdown = bench.path("table.md");

        assertEquals(
                ExitCode.OK,
                bench.run(
                        "compare",
                        bench.path("short").toString(),
                        bench.path("long").toString(),
                        "--last",
                        "1",
                        "--markdown",
                        markdown.toString()),
                bench.err());

        List<String> rows = Files.readAllLines(markdown);
        assertTrue(rows.get(2).startsWith("| Pendulum-v1 | sac short | 1 |"), rows.get(2));
        assertTrue(rows.get(2).contains("| 200 |"), rows.get(2));
        assertTrue(rows.get(3).startsWith("| Pendulum-v1 | sac long | 1 |"), rows.get(3));
        assertTrue(rows.get(3).contains("| 400 |"), rows.get(3));
    }

    @Test
    void aVariantIsKeptForResumingAndExporting(@TempDir Path folder) throws IOException {
        WorkstationBench bench = new WorkstationBench(folder);
        String usual = Files.readString(bench.path("training/sac/Pendulum-v1.yaml"));
        Path variant = bench.file("training/sac/Pendulum-v1-wide.yaml", usual.replace("[16, 16]", "[32, 32]"));
        Path run = bench.path("run");
        String[] command = {"train", "--task", "Pendulum-v1", "--steps", "200", "--run", run.toString()};
        assertEquals(ExitCode.OK, bench.run(bench.with(command, "--variant", "wide")), bench.err());
        Files.delete(variant); // the run folder keeps its own

        assertEquals(ExitCode.OK, bench.run("resume", run.toString(), "--steps", "400"), bench.err());
        assertTrue(exported(bench, run).length > 4 * 32 * 32, "weights of the wide network");
        assertEquals(ExitCode.OK, bench.run("compare", run.toString()), bench.err());
        assertTrue(bench.out().contains("sac-wide Pendulum-v1, 1 seed"), bench.out());
        bench.assertRefused(
                ExitCode.BAD_INPUT,
                "sac has no variant 'wide' for Pendulum-v1 (no file training/sac/Pendulum-v1-wide.yaml); it has none",
                "train",
                "--task",
                "Pendulum-v1",
                "--variant",
                "wide",
                "--run",
                bench.path("other").toString());
        assertFalse(Files.exists(bench.path("other")), "a refused training must leave no run folder");
    }

    @Test
    void aTrainingEndsWithWhereItsTimeWent(@TempDir Path folder) throws IOException {
        WorkstationBench bench = new WorkstationBench(folder);
        assertEquals(ExitCode.OK, train(bench, bench.path("run"), 400, bench.path("a.json")), bench.err());

        Pattern share = Pattern.compile("time: environment [0-9.]+ s \\([0-9]+ %\\), policy .*, update .*,"
                + " evaluation .*, rest [0-9.]+ s \\([0-9]+ %\\); [0-9.]+ s in all, [0-9]+ steps/s");
        assertEquals(1, bench.out().lines().filter(share.asMatchPredicate()).count(), bench.out());
    }

    @Test
    void algorithmsAreListedWithTheirDefaultsAndShownInFull(@TempDir Path folder) throws IOException {
        WorkstationBench bench = new WorkstationBench(folder);
        assertEquals(ExitCode.OK, bench.run("algorithms"), bench.err());
        for (Algorithm algorithm : Algorithms.all()) {
            assertTrue(bench.out().contains(algorithm.paper()), bench.out());
            assertTrue(bench.out().contains(algorithm.use()), bench.out());
        }
        assertTrue(bench.out().contains("learning_rate 0.0003"), bench.out());

        Path json = bench.path("figures.json");
        assertEquals(ExitCode.OK, bench.run("algorithms", "sac", "--json", json.toString()), bench.err());
        assertTrue(bench.out().contains("# SAC as Stable-Baselines3 begins"), "comments of the file: " + bench.out());
        assertTrue(bench.out().contains("InvertedPendulum-v5"), "tasks with settings of their own: " + bench.out());
        bench.assertFiguresAreDocumented(json, "algorithms");
    }

    private static byte[] exported(WorkstationBench bench, Path run) throws IOException {
        Path onnx = bench.path("policy.onnx");
        assertEquals(ExitCode.OK, bench.run("export", run.toString(), "--onnx", onnx.toString()), bench.err());
        return Files.readAllBytes(onnx);
    }

    private static int train(WorkstationBench bench, Path run, int steps, Path json) {
        return bench.run(
                "train",
                "--task",
                "Pendulum-v1",
                "--steps",
                Integer.toString(steps),
                "--run",
                run.toString(),
                "--threads",
                "1",
                "--json",
                json.toString());
    }
}
