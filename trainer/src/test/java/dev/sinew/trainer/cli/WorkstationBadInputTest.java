package dev.sinew.trainer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.task.Tasks;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.trainer.export.PolicyBundle;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.DenseLayer;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.network.Squash;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rows of the README's table "When something is wrong" that the workstation's commands own: what is said, in one
/// line, and the exit code.
class WorkstationBadInputTest {
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
    void anUnknownTaskIsRefusedWithCloseNames() {
        bench().assertRefused(
                        ExitCode.BAD_INPUT,
                        "unknown task HalfCheeta-v5; close names are HalfCheetah-v5, Reacher-v5, Walker2d-v5;"
                                + " to see all, type: sinew tasks",
                        train("HalfCheeta-v5", "run"));
        assertFalse(Files.exists(bench().path("run")), "a refused training must leave no run folder");
    }

    @Test
    void anUnknownKeyOfTheTrainingSettingsIsNamedWithItsLine() throws IOException {
        Path file = bench().path("training/sac/Pendulum-v1.yaml");
        String text = Files.readString(file);
        Files.writeString(file, text + "gamma: 0.9\n");

        int code = bench().run(train("Pendulum-v1", "run"));
        String begin = "sinew: " + file + ":" + (text.lines().count() + 1) + ": key 'gamma' is not known here; known: ";
        assertTrue(bench().err().startsWith(begin), bench().err());
        assertOneLine();
        assertEquals(ExitCode.BAD_INPUT, code);
    }

    @Test
    void aModelThatMujocoRefusesIsToldInItsOwnWords() throws IOException {
        String model = ConfigFiles.shipped().text("robots/balancer/model.xml");
        bench().file("robots/balancer/model.xml", model.replace("<worldbody>", "<worldbodi>"));

        int code = bench().run(train("balancer", "run"));
        assertTrue(bench().err().contains("MuJoCo refuses "), bench().err());
        assertOneLine();
        assertEquals(ExitCode.BAD_INPUT, code);
        assertFalse(Files.exists(bench().path("run")), "a refused training must leave no run folder");
    }

    @Test
    void aRunFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = bench().file("taken", "a file, no folder");

        int code = bench().run(train("Pendulum-v1", "taken/run"));
        assertTrue(bench().err().startsWith("sinew: cannot make run folder " + file + "/run: "), bench().err());
        assertOneLine();
        assertEquals(ExitCode.CANNOT_WRITE, code);
    }

    @Test
    void aRunFolderThatIsTakenIsNotTouched() throws IOException {
        bench().file("run/checkpoints/step-1.checkpoint", "precious");
        Path run = bench().path("run");

        bench().assertRefused(
                        ExitCode.CANNOT_WRITE,
                        run + " holds a training already: go on with `sinew resume " + run + "`, or name another",
                        train("Pendulum-v1", "run"));
        assertEquals("precious", Files.readString(run.resolve("checkpoints/step-1.checkpoint")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume", "evaluate", "export --onnx x.onnx"})
    void aFolderThatIsNoRunAndOneThatIsMissingAreNamed(String command) {
        String[] words = command.split(" ", -1);
        bench().assertRefused(
                        ExitCode.BAD_INPUT,
                        folder + " must be a run folder, has no file config/run.yaml",
                        bench().with(words, folder.toString()));

        Path missing = bench().path("missing");
        bench().assertRefused(ExitCode.NO_INPUT, "no such file: " + missing, bench().with(words, missing.toString()));
    }

    @Test
    void anExportWithoutAPlaceIsAWrongCommandLine() {
        bench().assertRefused(
                        ExitCode.USAGE,
                        "export needs one of --onnx FILE, --bundle FILE, --prior FILE"
                                + " (`sinew export --help` says more)",
                        "export",
                        "run");
    }

    @Test
    void aFolderWithoutRecordingsIsNamed() {
        bench().assertRefused(
                        ExitCode.BAD_INPUT,
                        folder + " must hold recordings <Task>.npz, holds none",
                        "parity",
                        folder.toString());
        Path missing = bench().path("missing");
        bench().assertRefused(ExitCode.NO_INPUT, "no such file: " + missing, "parity", missing.toString());
    }

    @Test
    void aMissingBusDeviceIsNamed() {
        int code = bench().run("doctor", "--robot", "balancer"); // below a root without /dev

        assertTrue(bench().out().contains("BAD   /dev/i2c-1         missing; "), bench().out());
        assertEquals(ExitCode.FAILED, code);
    }

    @Test
    void aPortThatIsInUseIsNamed() throws IOException {
        List<DenseLayer> layers = List.of(new DenseLayer(9, 2, new float[18], new float[2], Activation.IDENTITY));
        ExportedPolicy still =
                new ExportedPolicy(Optional.empty(), layers, Squash.TANH, new float[] {-1, -1}, new float[] {1, 1});
        byte[] bundle = PolicyBundle.of(
                        still, new Tasks(ConfigFiles.shipped()).task("balancer").contract(), Map.of())
                .unsigned();
        Path file = Files.write(bench().path("still.bundle"), bundle);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            int code = bench().run(
                            "run",
                            file.toString(),
                            "--robot",
                            "balancer",
                            "--emulated",
                            "--allow-unsigned",
                            "--mqtt-port",
                            "" + port);

            assertTrue(
                    bench().err().contains("sinew: port " + port + " is in use: expected a free port"), bench().err());
            assertEquals(ExitCode.UNAVAILABLE, code);
        }
    }

    @Test
    void everyCommandHelpsWithAnExampleAndItsExitCodes() {
        String names = "demo tasks algorithms train resume evaluate export compare run parity fetch";
        for (String name : names.split(" ", -1)) {
            assertEquals(ExitCode.OK, bench().run(name, "--help"));
            assertTrue(bench().out().contains("Exit codes:\n  0 "), bench().out());
            assertTrue(bench().out().contains("Example:\n  sinew " + name), bench().out());
            assertTrue(bench().out().contains("Figures for --json: "), bench().out());
        }
    }

    private String[] train(String task, String run) {
        String place = bench().path(run).toString();
        return new String[] {"train", "--task", task, "--steps", "100", "--run", place, "--threads", "1"};
    }

    private void assertOneLine() {
        assertEquals(1, bench().err().lines().count(), bench().err());
    }
}
