package dev.sinew.trainer.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.trainer.checkpoint.RunComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `sinew train`, cut off as it happens to people, and `sinew resume`.
class InterruptedTrainingTest {
    private static final int STEPS = 1200;

    @TempDir
    Path folder = Path.of("");

    private List<WorkstationBench> benches = List.of();

    @BeforeEach
    void checkpointOften() throws IOException {
        benches = List.of(new WorkstationBench(folder));
        Path settings = bench().path("training/sac/Pendulum-v1.yaml");
        Files.writeString(
                settings, Files.readString(settings).replace("checkpoint_interval: 50000", "checkpoint_interval: 200"));
    }

    private WorkstationBench bench() {
        return benches.getFirst();
    }

    @Test
    void goesOnBitForBitAfterItWasKilled() throws Exception {
        Path run = bench().path("killed");
        try (CommandProcess process = CommandProcess.start(folder, List.of(), train(run, STEPS))) {
            process.awaitCheckpoint(run, 400);
            assertEquals(128 + 9, process.kill(), "killed before its end");
        }

        resumesToTheEnd(run);
    }

    @Test
    void ctrlCLeavesACheckpointAndSaysHowToGoOn() throws Exception {
        Path run = bench().path("stopped");
        // a build in the background ignores SIGINT, and so would its children
        List<String> listening = List.of("env", "--default-signal=INT");
        Path json = bench().path("figures.json");
        String[] train = bench().with(train(run, 10_000_000), "--json", json.toString());
        try (CommandProcess process = CommandProcess.start(folder, listening, train)) {
            process.awaitCheckpoint(run, 400);
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
            assertEquals(ExitCode.INTERRUPTED, process.end());
            assertEquals("", process.err());
            assertTrue(process.out().endsWith("next: sinew resume " + run + "\n"), process.out());
            assertTrue(Files.readString(json).contains("\"outcome\": \"stopped on request\""), Files.readString(json));
        }

        String newest = CommandProcess.checkpoints(run).getLast();
        int steps = Integer.parseInt(newest.substring("step-".length(), newest.indexOf('.'))) + 300;
        assertEquals(
                ExitCode.OK,
                bench().run("resume", run.toString(), "--steps", Integer.toString(steps), "--threads", "1"),
                bench().err());
        assertArrayEquals(exported(whole(steps)), exported(run));
    }

    /// The disk is a `tmpfs` of 112 kB where this user may mount one in a namespace of his own, as most may;
    /// elsewhere a limit on the length of a file stands for it, which this says.
    @Test
    void aFullDiskIsNamedAndNothingIsLost() throws Exception {
        Path disk = Files.createDirectories(bench().path("disk"));
        Path kept = Files.createDirectories(bench().path("kept"));
        boolean mounts = new ProcessBuilder("unshare", "--user", "--map-root-user", "--mount", "true")
                        .start()
                        .waitFor()
                == 0;
        String full = mounts ? "mount -t tmpfs -o size=112k tmpfs \"$0\"; \"$@\"" : "(ulimit -f 20; \"$@\")";
        String script = full + "; code=$?; cp -a \"$0\"/. " + kept + "; exit $code";
        if (!mounts) {
            System.err.println("no user namespaces here: a limit of 20 kB on files stands for a full disk");
        }
        List<String> prefix = mounts
                ? List.of("unshare", "--user", "--map-root-user", "--mount", "bash", "-c", script, disk.toString())
                : List.of("bash", "-c", script, disk.toString());

        try (CommandProcess process = CommandProcess.start(folder, prefix, train(disk.resolve("run"), STEPS))) {
            assertEquals(ExitCode.CANNOT_WRITE, process.end(), process.err());
            String reason = mounts ? "No space left on device \\(0\\.0 MB free there\\)" : "File too large.*";
            Pattern line = Pattern.compile("sinew: cannot write " + disk + "/run/[^:]+: " + reason + "\n");
            assertTrue(line.matcher(process.err()).matches(), process.err());
        }

        resumesToTheEnd(kept.resolve("run"));
    }

    private void resumesToTheEnd(Path run) throws IOException {
        assertEquals(ExitCode.OK, bench().run("resume", run.toString(), "--threads", "1"), bench().err());
        RunComparison.assertEqualRuns(whole(STEPS), run);
        assertArrayEquals(exported(bench().path("whole")), exported(run));
    }

    private Path whole(int steps) {
        Path run = bench().path("whole");
        assertEquals(ExitCode.OK, bench().run(train(run, steps)), bench().err());
        return run;
    }

    private byte[] exported(Path run) throws IOException {
        Path onnx = bench().path("policy.onnx");
        assertEquals(ExitCode.OK, bench().run("export", run.toString(), "--onnx", onnx.toString()), bench().err());
        return Files.readAllBytes(onnx);
    }

    private static String[] train(Path run, int steps) {
        return new String[] {
            "train", "--task", "Pendulum-v1", "--steps", "" + steps, "--run", run.toString(), "--threads", "1"
        };
    }
}
