package dev.sinew.trainer.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.experience.PolicyIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningLogTest {
    private static final PolicyIdentity POLICY = new PolicyIdentity("ab", "0c".repeat(32));

    /// Checksums by the bitwise algorithm of RFC 3720, section 12.1, in another language.
    private static final String GOLDEN = "534e584c" + "0100" + "0000" + "0700000000000000"
            + "01" + "03000000" + "010203" + "91eb45ec"
            + "02" + "0c000000" + "19000000" + "0068e5cf8b010000" + "3a976618"
            + "03" + "27000000" + "05000000" + "02" + "6162" + "0c".repeat(32) + "a57d851d";

    @TempDir
    Path folder = Path.of("");

    @Test
    void itsBytesAreThoseOfTheDrawing() throws IOException {
        assertEquals(GOLDEN, HexFormat.of().formatHex(Files.readAllBytes(written())));
        assertEquals(List.of("batch [1, 2, 3]", "learned 25 1700000000000", "named 5 " + POLICY), told(written(), 7));
    }

    @Test
    void anEntryThatIsCutOffIsCutAwayAndTheOthersStay() throws IOException {
        byte[] whole = Files.readAllBytes(written());
        int[] ends = {16, 16 + 9 + 3, 16 + 9 + 3 + 9 + 12, whole.length};
        for (int length = 16; length <= whole.length; length++) {
            Path file = Files.write(folder.resolve("cut.log"), Arrays.copyOf(whole, length));
            int most = length;
            int entries = (int) Arrays.stream(ends).filter(end -> end <= most).count() - 1;

            assertEquals(entries, told(file, 7).size(), "cut to " + length);
            assertEquals(ends[entries], Files.size(file), "cut to " + length);
        }
    }

    @Test
    void aLogOfWhichNotEvenTheHeaderIsWholeBeginsAnew() throws IOException {
        Path file = Files.write(folder.resolve("begun.log"), Arrays.copyOf(Files.readAllBytes(written()), 9));

        assertEquals(List.of(), told(file, 7));
        assertEquals(16, Files.size(file));
    }

    @Test
    void anEntryThatIsDamagedEndsIt() throws IOException {
        byte[] bytes = Files.readAllBytes(written());
        for (int at = 16 + 9 + 3; at < 16 + 9 + 3 + 9 + 12; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x40;
            Path file = Files.write(folder.resolve("damaged.log"), damaged);
            assertEquals(List.of("batch [1, 2, 3]"), told(file, 7), "byte " + at);
        }
    }

    @Test
    void goesOnBehindWhatItHolds() throws IOException {
        Path file = written();
        try (LearningLog log = LearningLog.open(file, 7, new Told(new ArrayList<>()))) {
            log.learned(1, 2);
            log.force();
        }

        assertEquals(4, told(file, 7).size());
        assertEquals("learned 1 2", told(file, 7).getLast());
    }

    @Test
    void theLogOfAnotherCheckpointIsRefused() throws IOException {
        Path file = written();

        IOException thrown = assertThrows(IOException.class, () -> told(file, 8));
        assertEquals(file + " must follow checkpoint 8, follows 7", thrown.getMessage());
    }

    private Path written() throws IOException {
        Path file = folder.resolve("written.log");
        Files.deleteIfExists(file);
        try (LearningLog log = LearningLog.open(file, 7, new Told(new ArrayList<>()))) {
            log.batch(new byte[] {1, 2, 3});
            log.learned(25, 1_700_000_000_000L);
            log.named(5, POLICY);
            log.force();
        }
        return file;
    }

    private static List<String> told(Path file, long generation) throws IOException {
        List<String> events = new ArrayList<>();
        LearningLog.open(file, generation, new Told(events)).close();
        return events;
    }

    private record Told(List<String> events) implements LearningEvents {
        @Override
        public void batch(byte[] message) {
            events.add("batch " + Arrays.toString(message));
        }

        @Override
        public void learned(int most, long nanos) {
            events.add("learned " + most + " " + nanos);
        }

        @Override
        public void named(int number, PolicyIdentity policy) {
            events.add("named " + number + " " + policy);
        }
    }
}
