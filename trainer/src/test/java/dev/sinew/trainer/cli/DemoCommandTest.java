package dev.sinew.trainer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.runtime.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `sinew demo` with a training far too short to stand: everything but the standing.
class DemoCommandTest {
    private static final List<String> FIGURES = List.of(
            "training_seconds",
            "training_steps",
            "upright_seconds",
            "ticks",
            "late_ticks",
            "tick_p50_us",
            "tick_p99_us",
            "mqtt.produced",
            "mqtt.sent",
            "mqtt.dropped",
            "files");

    @TempDir
    Path folder = Path.of("");

    @Test
    void leavesItsFilesItsFiguresAndCommandsThatGoOn() throws Exception {
        shortTraining();
        Path out = folder.resolve("demo");
        Path json = folder.resolve("figures.json");

        String said;
        try (CommandProcess demo =
                CommandProcess.start(folder, List.of(), "demo", "--out", out.toString(), "--json", json.toString())) {
            assertEquals(ExitCode.FAILED, demo.end(), demo.err());
            assertEquals("", demo.err());
            said = demo.out();
        }

        String figures = Files.readString(json);
        for (String key : FIGURES) {
            assertTrue(figures.contains("\n  \"" + key + "\": "), key + " in " + figures);
        }
        new WorkstationBench(folder).assertFiguresAreDocumented(json, "demo", "run");
        assertEquals(figures, Files.readString(out.resolve("figures.json")));
        for (String file : List.of("balancer.bundle", "run/progress.csv", "flight.mcap", "report.html")) {
            assertTrue(Files.size(out.resolve(file)) > 0, file);
        }
        String check = "sinew check " + out.resolve("balancer.bundle") + " --robot balancer";
        assertTrue(said.contains("SINEW_HOME=" + out + " " + check + "\n"), said);
        try (CommandProcess checked = CommandProcess.start(
                out, List.of(), check.substring("sinew ".length()).split(" ", -1))) {
            assertEquals(ExitCode.OK, checked.end(), checked.err());
        }
    }

    private void shortTraining() throws IOException {
        String settings = ConfigFiles.shipped().text("training/sac/balancer.yaml");
        Path own = Files.createDirectories(folder.resolve("training/sac")).resolve("balancer.yaml");
        Files.writeString(
                own,
                settings.replace("steps: 60000", "steps: 400")
                        .replace("warmup_steps: 2000", "warmup_steps: 100")
                        .replace("[64, 64]", "[16, 16]")
                        .replace("interval: 5000, episodes: 10", "interval: 200, episodes: 2"));
    }
}
