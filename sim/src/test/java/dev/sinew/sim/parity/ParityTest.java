package dev.sinew.sim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sinew.sim.Refusal;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.gymnasium.Norm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParityTest {
    @TempDir
    Path folder;

    private Path recordings;
    private final Parity parity = new Parity(new Simulator((severity, text) -> {}));

    @BeforeEach
    void findTheRecordings() throws Exception {
        recordings = Path.of(Objects.requireNonNull(ParityTest.class.getResource("/recordings"))
                .toURI());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everyTaskEqualsGymnasium(int threads) {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the recordings hold for x86-64 only");

        ParityReport report = parity.replay(recordings, threads);

        assertEquals(12, report.tasks().size());
        assertTrue(report.equal(), report.table());
        for (TaskParity task : report.tasks()) {
            assertEquals(0, task.differences().observation(), task.task());
            assertEquals(0, task.differences().reward(), task.task());
            assertEquals(0, task.differences().largestTerm(), task.task());
            assertEquals(0, task.unstable(), task.task());
            assertEquals(Norm.SEPARATE, task.norm(), task.task());
        }
    }

    @Test
    void aRecordingOfAMachineThatFusesProductsIsKnownAsSuch() {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the recordings hold for x86-64 only");

        ParityReport report = parity.replay(recordings.resolve("fused"), 1);

        assertTrue(report.equal(), report.table());
        assertEquals(Norm.FUSED, report.tasks().getFirst().norm());
        assertTrue(report.table().contains("products fused"), report.table());
    }

    @Test
    void aRewardThatDiffersIsFound() throws Exception {
        // one reward 0.5 more: the first of the first episode
        tamper("InvertedPendulum", "rewards", 0, 1.5);

        TaskParity found = parity.replay(folder, 1).tasks().getFirst();

        assertEquals(0.5, found.differences().reward());
        assertEquals(0, found.differences().observation());
        assertEquals(0, found.terminations());
    }

    @Test
    void aStartThatDiffersShowsInEveryColumn() throws Exception {
        tamper("InvertedDoublePendulum", "qvel0", 1, 0.3);

        TaskParity found = parity.replay(folder, 1).tasks().getFirst();

        assertTrue(found.differences().observation() > 0);
        assertTrue(found.differences().trigonometric() > 1);
        assertTrue(found.differences().reward() > 0);
        assertTrue(found.differences().terms().getOrDefault("velocity_penalty", 0.0) > 0);
        assertTrue(found.differences().state() > 0);
        assertTrue(parity.replay(folder, 1).table().contains("velocity_penalty"));
    }

    @Test
    void aFolderWithoutRecordingsIsRefused() {
        assertEquals(
                folder + " must hold recordings <Task>.npz, holds none",
                Refusal.of(RecordingException.class, () -> parity.replay(folder, 1)));
    }

    @Test
    void aRecordingOfAnotherTaskIsRefused() throws Exception {
        Files.copy(recordings.resolve("Hopper.npz"), folder.resolve("Bouncer.npz"));

        assertEquals(
                folder.resolve("Bouncer.npz") + ": there is no task named Bouncer",
                Refusal.of(RecordingException.class, () -> parity.replay(folder, 1)));
    }

    @Test
    void aRecordingOfOtherShapeIsRefused() throws Exception {
        Files.copy(recordings.resolve("Hopper.npz"), folder.resolve("Swimmer.npz"));

        String message = Refusal.of(RecordingException.class, () -> parity.replay(folder, 1));

        assertTrue(message.startsWith("Swimmer: reward terms are [reward_forward, reward_ctrl]"), message);
    }

    @Test
    void aFileThatIsNoArchiveIsRefused() throws Exception {
        Files.writeString(folder.resolve("Ant.npz"), "no archive");

        String message = Refusal.of(RecordingException.class, () -> parity.replay(folder, 1));

        assertTrue(message.contains("must hold the array actions"), message);
    }

    /// Copies a recording with one number of one array replaced.
    private void tamper(String task, String array, int index, double value) throws IOException {
        try (InputStream in = Files.newInputStream(recordings.resolve(task + ".npz"));
                ZipInputStream from = new ZipInputStream(in);
                OutputStream out = Files.newOutputStream(folder.resolve(task + ".npz"));
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                byte[] content = from.readAllBytes();
                if (entry.getName().equals(array + ".npy")) {
                    // version 1.0: the header's length is at byte 8, the numbers follow the header
                    ByteBuffer numbers = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
                    numbers.putDouble(10 + numbers.getShort(8) + 8 * index, value);
                }
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(content);
            }
        }
    }
}
