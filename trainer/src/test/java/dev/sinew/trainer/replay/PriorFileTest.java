package dev.sinew.trainer.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.sim.environment.StepBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriorFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void comesBackAsItWas() throws IOException {
        ReplayBuffer written = replay(7, 4);
        Path file = folder.resolve("a.prior");

        PriorFile.write(file, written);
        ReplayBuffer read = PriorFile.read(file, 2, 1);

        assertEquals(4, read.size()); // the newest four of seven
        assertEquals(1, read.worlds());
        for (int i = 0; i < 4; i++) {
            int from = written.at(3 + i);
            int to = read.at(i);
            assertArrayEquals(
                    Arrays.copyOfRange(written.block(3 + i), from, from + 7),
                    Arrays.copyOfRange(read.block(i), to, to + 7));
        }
        assertTrue(read.isTerminated(2)); // number 5
        assertTrue(read.isLast(1) && !read.isTerminated(1)); // number 4 was cut
        assertFalse(read.isLast(0));
    }

    @Test
    void beginsAsItsLayoutSays() throws IOException {
        Path file = folder.resolve("a.prior");
        PriorFile.write(file, replay(3, 10));

        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));

        byte[] magic = new byte[8];
        bytes.get(magic);
        assertArrayEquals("SINEWPRI".getBytes(StandardCharsets.US_ASCII), magic);
        assertEquals(1, bytes.getInt());
        assertEquals(2, bytes.getInt());
        assertEquals(1, bytes.getInt());
        assertEquals(1, bytes.getInt());
        assertEquals(3, bytes.getLong());
        assertEquals(0f, bytes.getFloat()); // first number of the first observation
        assertEquals(32 + 3 * 28 + 32, bytes.capacity());
    }

    @Test
    void refusesWhatIsMissingCutOffChangedOrOfAnotherTask() throws IOException {
        Path file = folder.resolve("a.prior");
        assertEquals("prior " + file + " must exist, is missing", refusal(file, 2));
        PriorFile.write(file, replay(3, 10));
        byte[] whole = Files.readAllBytes(file);

        assertEquals("prior " + file + " must be of 3 observations and 1 actions, was of 2 and 1", refusal(file, 3));
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertEquals("prior " + file + " must end with the SHA-256 of what is before, did not", refusal(file, 2));
        Files.write(file, Arrays.copyOf(whole, 60));
        assertEquals("prior " + file + " must hold its 3 transitions of 1 worlds, did not", refusal(file, 2));
        Files.write(file, Arrays.copyOf(whole, 10));
        assertEquals("prior " + file + " must be whole, was cut off", refusal(file, 2));
        byte[] changed = whole.clone();
        changed[40] ^= 1;
        Files.write(file, changed);
        assertEquals("prior " + file + " must end with the SHA-256 of what is before, did not", refusal(file, 2));
        Files.writeString(file, "something else entirely");
        assertEquals("prior " + file + " must begin with SINEWPRI, did not", refusal(file, 2));
    }

    @Test
    void refusesNumbersThatAreNotFinite() throws IOException {
        ReplayBuffer replay = replay(3, 10);
        replay.block(1)[replay.at(1) + replay.reward()] = Float.NaN;
        Path file = folder.resolve("a.prior");
        PriorFile.write(file, replay);

        assertEquals("prior " + file + " must be finite, transition 1 was not", refusal(file, 2));
    }

    @Test
    void mixesEvenlyAndInterleaved() {
        NStepReplay own = new NStepReplay(replay(3, 10), 1, 0.9);
        NStepReplay prior = new NStepReplay(replay(3, 10), 1, 0.9);
        ReplayMixture half = new ReplayMixture(own, prior, 0.5);
        ReplayMixture quarter = new ReplayMixture(own, prior, 0.25);
        ReplayMixture alone = new ReplayMixture(own);

        for (int row = 0; row < 64; row++) {
            assertSame(row % 2 == 1 ? prior : own, half.source(row));
            assertSame(row % 4 == 3 ? prior : own, quarter.source(row));
            assertSame(own, alone.source(row));
        }
    }

    private static String refusal(Path file, int observationSize) {
        var e = assertThrows(IllegalArgumentException.class, () -> PriorFile.read(file, observationSize, 1));
        return String.valueOf(e.getMessage());
    }

    private static ReplayBuffer replay(int count, int capacity) {
        ReplayBuffer replay = new ReplayBuffer(capacity, 2, 1);
        StepBatch step = new StepBatch(1, 2);
        for (int i = 0; i < count; i++) {
            step.finalObservations()[0] = i + 1;
            step.rewards()[0] = 10 * i;
            step.terminated()[0] = i == 5;
            step.truncated()[0] = i == 4;
            replay.add(new float[] {i, i + 0.5f}, new float[] {i / 10f}, step, 0);
        }
        return replay;
    }
}
