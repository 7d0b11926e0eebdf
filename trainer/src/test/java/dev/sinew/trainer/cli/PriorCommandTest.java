package dev.sinew.trainer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.replay.PriorFile;
import dev.sinew.trainer.replay.ReplayBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What one training remembers, another begins with.
class PriorCommandTest {
    @Test
    void anotherTrainingBeginsWithWhatOneRemembers(@TempDir Path folder) throws IOException {
        WorkstationBench bench = new WorkstationBench(folder);
        Path run = bench.path("run");
        Path prior = bench.path("pendulum.prior");
        Path json = bench.path("figures.json");
        assertEquals(ExitCode.OK, train(bench, run), bench.err());

        assertEquals(
                ExitCode.OK,
                bench.run("export", run.toString(), "--prior", prior.toString(), "--json", json.toString()),
                bench.err());

        assertEquals(prior + ": " + Files.size(prior) + " bytes, 300 transitions after 300 steps\n", bench.out());
        bench.assertFiguresAreDocumented(json, "export");
        ReplayBuffer remembered = PriorFile.read(prior, 3, 1);
        assertEquals(300, remembered.size());
        variant(bench, "prior", prior);
        assertEquals(ExitCode.OK, train(bench, bench.path("other"), "--variant", "prior"), bench.err());
    }

    @Test
    void aPriorOfAnotherTaskIsRefusedByName(@TempDir Path folder) throws IOException {
        WorkstationBench bench = new WorkstationBench(folder);
        Path prior = bench.path("wide.prior");
        ReplayBuffer wide = new ReplayBuffer(2, 5, 2);
        wide.add(new float[5], new float[2], new StepBatch(1, 5), 0);
        PriorFile.write(prior, wide);
        variant(bench, "wrong", prior);

        assertEquals(ExitCode.BAD_INPUT, train(bench, bench.path("run"), "--variant", "wrong"));

        assertEquals(
                "sinew: prior " + prior + " must be of 3 observations and 1 actions, was of 5 and 2\n", bench.err());
    }

    @Test
    void aRelativePriorStartsAtTheWorkingDirectory(@TempDir Path folder) throws IOException {
        WorkstationBench bench = new WorkstationBench(folder);
        Path relative = Path.of("no such folder", "a.prior");
        variant(bench, "relative", relative);
        // one beside the settings file is not meant
        Path beside = bench.path("training/sac").resolve(relative);
        Files.createDirectories(beside.getParent());
        Files.writeString(beside, "beside");

        assertEquals(ExitCode.BAD_INPUT, train(bench, bench.path("run"), "--variant", "relative"));

        String message = "sinew: prior %s must exist, is missing from %s\n"
                .formatted(relative, Path.of("").toAbsolutePath());
        assertEquals(message, bench.err());
    }

    @Test
    void aTrainingThatReplaysNothingHasNoPrior(@TempDir Path folder) throws IOException {
        WorkstationBench bench = new WorkstationBench(folder);
        Path run = bench.path("run");
        Path prior = bench.path("a.prior");
        String[] command = {"train", "--task", "Pendulum-v1", "--algorithm", "ppo", "--steps", "4096"};
        assertEquals(ExitCode.OK, bench.run(bench.with(command, "--run", run.toString())), bench.err());

        bench.assertRefused(
                ExitCode.BAD_INPUT,
                "a prior must be of a training that replays transitions, such as sac, td3 or ddpg, was of ppo",
                "export",
                run.toString(),
                "--prior",
                prior.toString());
        assertFalse(Files.exists(prior));
    }

    @Test
    void aRunFolderWithoutACheckpointHasNoPrior(@TempDir Path folder) throws IOException {
        WorkstationBench bench = new WorkstationBench(folder);
        Path run = bench.path("run");
        assertEquals(ExitCode.OK, train(bench, run), bench.err());
        try (var files = Files.newDirectoryStream(run.resolve("checkpoints"), "*.checkpoint")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }

        int code = bench.run(
                "export", run.toString(), "--prior", bench.path("a.prior").toString());

        assertEquals("sinew: " + run + " must hold a checkpoint, holds none\n", bench.err());
        assertTrue(code != ExitCode.OK);
    }

    private static void variant(WorkstationBench bench, String name, Path prior) throws IOException {
        String usual = Files.readString(bench.path("training/sac/Pendulum-v1.yaml"));
        String line = "  prior: {file: '%s', share: 0.5}\n".formatted(prior);
        bench.file("training/sac/Pendulum-v1-" + name + ".yaml", usual + line);
    }

    private static int train(WorkstationBench bench, Path run, String... more) {
        String[] command = {"train", "--task", "Pendulum-v1", "--steps", "300", "--run", run.toString()};
        return bench.run(bench.with(command, more));
    }
}
