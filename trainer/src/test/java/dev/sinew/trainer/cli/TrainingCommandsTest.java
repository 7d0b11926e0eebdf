package dev.sinew.trainer.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.runtime.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                "a bundle must be of a robot's task, one of balancer, was of 'Pendulum-v1'; use --onnx",
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
