package dev.sinew.runtime.experience;

import static dev.sinew.runtime.experience.SampleStream.SHAPE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.experience.BootId;
import dev.sinew.config.experience.ExperienceAck;
import dev.sinew.config.experience.ExperienceBatch;
import dev.sinew.runtime.experience.Spool.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final BootId BOOT = new BootId(1, 2);
    private static final BootId LATER = new BootId(3, 4);
    private static final long ROOM = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void keepsBatchesInTheirOrderOverAnEnd() throws IOException {
        try (Spool spool = spool(BOOT)) {
            append(spool, BOOT, 3, 2, 4);
            assertEquals(List.of("0-2 floor 0", "3-4 floor 0", "5-8 floor 0"), contents(spool));
        }
        try (Spool spool = spool(LATER)) {
            append(spool, LATER, 2);

            assertEquals(List.of("0-2 floor 0", "3-4 floor 0", "5-8 floor 0", "0-1 floor 0"), contents(spool));
            assertEquals(11, spool.transitions());
            assertEquals(0, spool.damagedBytes());
        }
    }

    @Test
    void givesUpWhatIsAcknowledgedAndNothingElse() throws IOException {
        try (Spool spool = spool(BOOT)) {
            append(spool, BOOT, 3, 2, 4);
        }
        try (Spool spool = spool(LATER)) {
            append(spool, LATER, 3, 3);

            assertEquals(0, spool.acknowledge(new ExperienceAck(BOOT, 1)), "not the whole batch");
            assertEquals(5, spool.acknowledge(new ExperienceAck(BOOT, 6)), "two whole batches");
            assertEquals(0, spool.acknowledge(new ExperienceAck(BOOT, 4)), "again");
            assertEquals(List.of("5-8 floor 5", "0-2 floor 0", "3-5 floor 0"), contents(spool));
            assertEquals(3, spool.acknowledge(new ExperienceAck(LATER, 2)), "in the middle of the spool");
            assertEquals(List.of("5-8 floor 5", "3-5 floor 3"), contents(spool));
        }
    }

    @Test
    void believesNoAnswerForWhatWasNeverGivenOut() throws IOException {
        try (Spool spool = spool(BOOT)) {
            append(spool, BOOT, 3);

            assertTrue(spool.plausible(new ExperienceAck(BOOT, 2)));
            assertFalse(spool.plausible(new ExperienceAck(BOOT, 3)));
            assertFalse(spool.plausible(new ExperienceAck(LATER, 0)));
        }
    }

    @Test
    void deletesAFileOnceAllOfItIsAcknowledged() throws IOException {
        try (Spool spool = spool(BOOT)) {
            append(spool, BOOT, 3, 3);
            assertEquals(1, files().size());

            spool.acknowledge(new ExperienceAck(BOOT, 2));
            assertEquals(1, files().size());
            spool.acknowledge(new ExperienceAck(BOOT, 5));

            assertEquals(List.of(), files());
            assertEquals(0, spool.bytes());
            append(spool, BOOT, 1);
            assertEquals(List.of("6-6 floor 6"), contents(spool), "the sequence goes on");
        }
    }

    @Test
    void cutsOffTheLastBatchWhereverAKillLeftIt() throws IOException {
        int whole = SpoolSegment.FRAME + SampleStream.batch(BOOT, 0, 2).message().length;
        for (int left = 0; left <= whole; left++) {
            Path torn = folder.resolve("torn" + left);
            try (Spool spool = new Spool(torn, SHAPE, BOOT, ROOM)) {
                append(spool, BOOT, 2, 2);
            }
            Path file = onlyFile(torn);
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length - whole + left));
            try (Spool spool = new Spool(torn, SHAPE, LATER, ROOM)) {
                append(spool, LATER, 1);

                assertEquals(left == whole ? 0 : left, spool.damagedBytes());
                List<String> expected = new ArrayList<>(List.of("0-1 floor 0"));
                if (left == whole) {
                    expected.add("2-3 floor 0");
                }
                expected.add("0-0 floor 0");
                assertEquals(expected, contents(spool));
            }
            assertEquals(0, damagedBytes(torn), "cut off once and for all");
        }
    }

    private static long damagedBytes(Path where) throws IOException {
        try (Spool spool = new Spool(where, SHAPE, new BootId(5, 6), ROOM)) {
            return spool.damagedBytes();
        }
    }

    @Test
    void endsAFileBeforeTheByteThatIsDamaged() throws IOException {
        try (Spool spool = spool(BOOT)) {
            append(spool, BOOT, 2, 2, 2);
        }
        byte[] whole = Files.readAllBytes(onlyFile(folder));
        int frame = (whole.length - SpoolSegment.FRONT) / 3;
        for (int at = 0; at < whole.length; at += 7) { // 7: three frames of 500 bytes each are hit 70 times
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x20;
            Path copy = Files.createDirectories(folder.resolve("damaged" + at));
            Files.write(copy.resolve("000000000000.spool"), damaged);
            int intact = Math.max(0, (at - SpoolSegment.FRONT) / frame);
            try (Spool spool = new Spool(copy, SHAPE, LATER, ROOM)) {
                assertEquals(at < SpoolSegment.FRONT ? 0 : 2 * intact, spool.transitions(), "byte " + at);
            }
        }
    }

    @Test
    void aBatchThatRotsLaterIsGivenUpAndTheFloorPassesIt() throws IOException {
        try (Spool spool = spool(BOOT)) {
            append(spool, BOOT, 2, 2, 2);
            Path file = onlyFile(folder);
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2]++;
            Files.write(file, bytes);

            assertEquals(List.of("0-1 floor 0", "gone", "4-5 floor 0"), contents(spool));
            spool.acknowledge(new ExperienceAck(BOOT, 1));
            assertEquals(List.of("4-5 floor 4"), contents(spool));
        }
    }

    @Test
    void refusesWhatIsNewWhenItIsFullAndTakesMoreOnceItIsRead() throws IOException {
        int frame = SpoolSegment.FRAME + SampleStream.batch(BOOT, 0, 2).message().length;
        try (Spool spool = new Spool(folder, SHAPE, BOOT, 20L * frame)) {
            int kept = 0;
            Outcome last = Outcome.KEPT;
            while (last == Outcome.KEPT) {
                last = append(spool, SampleStream.batch(BOOT, 0, 2));
                kept += last == Outcome.KEPT ? 1 : 0;
            }
            assertEquals(Outcome.FULL, last);
            assertTrue(kept >= 18, "files and their fronts take little: " + kept);
            assertTrue(bytesOnDisk() <= 20L * frame && bytesOnDisk() == spool.bytes());

            spool.acknowledge(new ExperienceAck(BOOT, 7));

            assertEquals(Outcome.KEPT, append(spool, SampleStream.batch(BOOT, 0, 2)));
            assertEquals("8-9 floor 8", contents(spool).getFirst(), "the oldest is never given up");
            assertEquals(
                    2L * kept + "-" + (2L * kept + 1) + " floor 8",
                    contents(spool).getLast(),
                    "without a hole");
        }
    }

    @Test
    void goesOnBehindADiskThatWasFull() throws IOException {
        QuotaDisk disk = new QuotaDisk();
        try (Spool spool = new Spool(folder, SHAPE, BOOT, ROOM, disk)) {
            append(spool, BOOT, 2);
            for (int room = 0; room < 40; room++) {
                disk.room = room;
                disk.stuck = room % 2 == 1; // then the torn end cannot even be cut off
                assertEquals(Outcome.FAILED, append(spool, SampleStream.batch(BOOT, 0, 2)));
            }
            disk.room = Long.MAX_VALUE;
            append(spool, BOOT, 3);

            assertEquals(List.of("0-1 floor 0", "2-4 floor 0"), contents(spool));
            assertEquals(40, spool.failures());
        }
        try (Spool spool = spool(LATER)) {
            assertEquals(List.of("0-1 floor 0", "2-4 floor 0"), contents(spool));
        }
    }

    @Test
    void belongsToOneRunAtATime() throws IOException {
        try (Spool spool = spool(BOOT)) {
            IOException refusal = assertThrows(IOException.class, () -> spool(LATER));

            assertEquals("spool " + folder + " must be used by one run at a time, is in use", refusal.getMessage());
            assertEquals(0, spool.transitions());
        }
        spool(LATER).close();
    }

    private Spool spool(BootId boot) throws IOException {
        return new Spool(folder, SHAPE, boot, ROOM);
    }

    private static void append(Spool spool, BootId boot, int... counts) {
        for (int count : counts) {
            assertEquals(Outcome.KEPT, append(spool, SampleStream.batch(boot, 0, count)));
        }
    }

    private static Outcome append(Spool spool, SealedBatch batch) {
        return spool.append(batch.message(), batch.count());
    }

    private static List<String> contents(Spool spool) {
        List<String> contents = new ArrayList<>();
        Optional<Spool.Entry> next = spool.after(-1);
        while (next.isPresent()) {
            contents.add(spool.message(next.get())
                    .map(message -> ExperienceBatch.read(SHAPE, message))
                    .map(batch -> batch.first() + "-" + batch.last() + " floor " + batch.floor())
                    .orElse("gone"));
            next = spool.after(next.get().number());
        }
        return contents;
    }

    private List<Path> files() throws IOException {
        return files(folder);
    }

    private static List<Path> files(Path where) throws IOException {
        try (Stream<Path> all = Files.list(where)) {
            return all.filter(file -> file.toString().endsWith(".spool")).toList();
        }
    }

    private static Path onlyFile(Path where) throws IOException {
        List<Path> all = files(where);
        assertEquals(1, all.size());
        return all.getFirst();
    }

    private long bytesOnDisk() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /// A disk that has room for so many bytes more: the write that does not fit is done in part, then fails.
    private static final class QuotaDisk implements SpoolFile.Maker {
        private long room = Long.MAX_VALUE;
        private boolean stuck;

        @Override
        public SpoolFile create(Path path) throws IOException {
            SpoolFile file = SpoolFile.create(path);
            return new SpoolFile() {
                @Override
                public void write(ByteBuffer bytes) throws IOException {
                    int whole = bytes.limit();
                    boolean fits = bytes.remaining() <= room;
                    bytes.limit(fits ? whole : bytes.position() + (int) room);
                    file.write(bytes);
                    if (!fits) {
                        throw new IOException("No space left on device");
                    }
                }

                @Override
                public void truncate(long bytes) throws IOException {
                    if (stuck) {
                        throw new IOException("Input/output error");
                    }
                    file.truncate(bytes);
                }

                @Override
                public void force() throws IOException {
                    file.force();
                }

                @Override
                public void close() throws IOException {
                    file.close();
                }
            };
        }
    }
}
