package dev.sinew.trainer.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.trainer.checkpoint.RunFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Opens an event file in TensorBoard's own reader. Needs a Python with the package `tensorboard`, named by the
/// environment variable `SINEW_PYTHON`; without one it is skipped and says so, but never on a build server (`CI`).
class TensorBoardTest {
    private static final String SCRIPT = """
            import sys
            from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
            events = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0, "tensors": 0})
            events.Reload()
            for tag in sorted(events.Tags()["scalars"]):
                for event in events.Scalars(tag):
                    print(tag, event.step, event.value, event.wall_time)
            """;

    @TempDir
    Path temporary;

    @Test
    void readsWhatWeWrite() throws Exception {
        String python = Optional.ofNullable(System.getenv("SINEW_PYTHON")).orElse("");
        if (python.isEmpty() && System.getenv("CI") == null) {
            System.err.println("SKIPPED TensorBoardTest: set SINEW_PYTHON to a Python with the package tensorboard");
            Assumptions.abort("SINEW_PYTHON is not set");
        }
        Path root = temporary.resolve("run");
        try (RunFolder folder = RunFolder.create(root);
                MetricFiles files = new MetricFiles(folder, InstantSource.system())) {
            files.recorded(MetricFilesTest.row(2000, "train/actor_loss", 0.25, "rollout/ep_rew_mean", -3));
            files.recorded(MetricFilesTest.row(1L << 33, "train/actor_loss", 1e10));
        }

        Process reader = new ProcessBuilder(python, "-c", SCRIPT, root.toString())
                .redirectError(temporary.resolve("errors").toFile())
                .start();
        String read = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, reader.waitFor(), Files.readString(temporary.resolve("errors")));
        assertEquals("""
                rollout/ep_rew_mean 2000 -3.0
                train/actor_loss 2000 0.25
                train/actor_loss 8589934592 10000000000.0
                """, read.replaceAll(" [0-9.]+\n", "\n"));
    }
}
