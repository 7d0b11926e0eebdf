package dev.sinew.trainer.progress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.trainer.checkpoint.RunFolder;
import dev.sinew.trainer.loop.MetricRow;
import dev.sinew.trainer.progress.EventReader.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricFilesTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000, 500_000_000));

    @TempDir
    Path temporary;

    @Test
    void writesARowToEachFile() throws IOException {
        try (RunFolder folder = RunFolder.create(root());
                MetricFiles files = new MetricFiles(folder, CLOCK)) {
            files.recorded(row(2000, "rollout/ep_rew_mean", -12.5, "time/total_timesteps", 2000));
            files.recorded(row(4000, "rollout/ep_rew_mean", 0.1, "time/total_timesteps", 4000));
        }

        assertEquals("rollout/ep_rew_mean,time/total_timesteps\n-12.5,2000\n0.1,4000\n", read("progress.csv"));
        assertEquals("""
                {"rollout/ep_rew_mean": -12.5, "time/total_timesteps": 2000}
                {"rollout/ep_rew_mean": 0.1, "time/total_timesteps": 4000}
                """, read("metrics.jsonl"));
        assertEquals(
                List.of(
                        new Scalar(2000, "rollout/ep_rew_mean", -12.5f),
                        new Scalar(2000, "time/total_timesteps", 2000),
                        new Scalar(4000, "rollout/ep_rew_mean", 0.1f),
                        new Scalar(4000, "time/total_timesteps", 4000)),
                EventReader.scalars(events()));
    }

    @Test
    void writesTheTableAnewWhenAFigureAppears() throws IOException {
        try (RunFolder folder = RunFolder.create(root());
                MetricFiles files = new MetricFiles(folder, CLOCK)) {
            files.recorded(row(1, "a", 1, "b", 2));
            files.recorded(row(2, "b", 3, "c", 4));
            files.recorded(row(3, "a", 5));
        }

        assertEquals("a,b,c\n1,2,\n,3,4\n5,,\n", read("progress.csv"));
    }

    @Test
    void goesOnWithTheFilesThatAreThere() throws IOException {
        try (RunFolder folder = RunFolder.create(root());
                MetricFiles files = new MetricFiles(folder, CLOCK)) {
            files.recorded(row(1, "b", 1));
        }
        try (RunFolder folder = RunFolder.open(root());
                MetricFiles files = new MetricFiles(folder, InstantSource.system())) {
            files.recorded(row(2, "a", 2, "b", 3));
        }

        assertEquals("b,a\n1,\n3,2\n", read("progress.csv"));
        assertEquals(
                List.of(new Scalar(1, "b", 1), new Scalar(2, "a", 2), new Scalar(2, "b", 3)),
                EventReader.scalars(events()));
    }

    @Test
    void keepsNumbersThatAreNotFinite() throws IOException {
        try (RunFolder folder = RunFolder.create(root());
                MetricFiles files = new MetricFiles(folder, CLOCK)) {
            files.recorded(row(1, "a", Double.NaN));
            files.recorded(row(2, "a", Double.NEGATIVE_INFINITY, "b", -0.0));
        }

        assertEquals("a,b\nNaN,\n-Infinity,-0.0\n", read("progress.csv"));
        assertEquals("{\"a\": \"NaN\"}\n{\"a\": \"-Infinity\", \"b\": -0.0}\n", read("metrics.jsonl"));
    }

    @Test
    void quotesWhatATableOrALineWouldMisread() throws IOException {
        try (RunFolder folder = RunFolder.create(root());
                MetricFiles files = new MetricFiles(folder, CLOCK)) {
            files.recorded(row(1, "a,\"b\"", 1));
        }

        assertEquals("\"a,\"\"b\"\"\"\n1\n", read("progress.csv"));
        assertEquals("{\"a,\\\"b\\\"\": 1}\n", read("metrics.jsonl"));
    }

    @Test
    void opensTheEventFileAsTensorFlowDoes() throws IOException {
        // the first record of every file TensorFlow writes: 24 bytes long, their checksum, then wall time and version
        try (RunFolder folder = RunFolder.create(root())) {
            new MetricFiles(folder, CLOCK).close();
            byte[] bytes = events();

            assertArrayEquals(HexFormat.of().parseHex("1800000000000000a37f4b2209"), Arrays.copyOf(bytes, 13));
            assertEquals("brain.Event:2", EventReader.version(bytes));
            assertEquals(12 + 24 + 4, bytes.length);
        }
    }

    @Test
    void namesTheLineThatIsNoRow() throws IOException {
        try (RunFolder folder = RunFolder.create(root())) {
            Files.writeString(folder.metricsJsonl(), "[1]\n");

            IOException thrown = assertThrows(IOException.class, () -> new MetricFiles(folder, CLOCK));

            assertEquals(
                    "cannot write figures to %s: %s must hold one JSON object per line, held: [1]"
                            .formatted(root(), folder.metricsJsonl()),
                    thrown.getMessage());
        }
    }

    static MetricRow row(long steps, Object... keysAndValues) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put((String) keysAndValues[i], ((Number) keysAndValues[i + 1]).doubleValue());
        }
        return new MetricRow(steps, values);
    }

    private Path root() {
        return temporary.resolve("run");
    }

    private String read(String name) throws IOException {
        return Files.readString(root().resolve(name));
    }

    private byte[] events() throws IOException {
        try (var files = Files.newDirectoryStream(root(), "events.out.tfevents.*")) {
            return Files.readAllBytes(files.iterator().next());
        }
    }
}
