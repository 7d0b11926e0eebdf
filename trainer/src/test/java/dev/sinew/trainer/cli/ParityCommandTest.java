package dev.sinew.trainer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.runtime.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `sinew parity` over the repository's own recordings of Gymnasium.
class ParityCommandTest {
    private static final Path RECORDINGS = Path.of("../sim/src/test/resources/recordings");

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void everyTaskEqualsItsRecording(String threads) throws IOException {
        WorkstationBench bench = new WorkstationBench(folder);
        Path json = bench.path("figures.json");

        String[] parity = {"parity", RECORDINGS.toString(), "--threads", threads, "--json", json.toString()};
        assertEquals(ExitCode.OK, bench.run(parity), bench.out() + bench.err());

        assertEquals(14, bench.out().lines().count(), "a heading, 12 tasks, the verdict: " + bench.out());
        assertTrue(bench.out().endsWith("\nequal\n"), bench.out());
        List<String> figures = Files.readAllLines(json);
        assertEquals(1 + 2 + 12 * 8 + 1, figures.size());
        assertTrue(figures.contains("  \"equal\": true,"), figures.toString());
        assertTrue(figures.contains("  \"Humanoid-v5.observation\": 0.0,"), figures.toString());
        assertTrue(figures.contains("  \"Humanoid-v5.terms\": 0.0,"), figures.toString());
    }

    @Test
    void oneBitOfOneRewardIsSeen() throws IOException {
        WorkstationBench bench = new WorkstationBench(folder);
        Path own = Files.createDirectories(folder.resolve("recordings"));
        flip(RECORDINGS.resolve("HalfCheetah.npz"), "rewards.npy", own.resolve("HalfCheetah.npz"));

        assertEquals(ExitCode.FAILED, bench.run("parity", own.toString()), bench.err());
        assertTrue(bench.out().endsWith("\nNOT equal\n"), bench.out());
    }

    /// Copies a NumPy archive with the last number of one array changed in its lowest bit.
    private static void flip(Path archive, String array, Path copy) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                if (entry.getName().equals(array)) {
                    content[content.length - Double.BYTES] ^= 1; // little-endian
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(content);
            }
        }
    }
}
