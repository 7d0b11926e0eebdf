package dev.sinew.runtime.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McapRecoveryTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void keepsEveryWholeChunkOfAFileThatIsCutOffAnywhere() throws IOException {
        Path whole = folder.resolve("whole.mcap");
        List<Long> chunkEnds = new ArrayList<>();
        try (McapWriter writer = new McapWriter(whole, "")) {
            int channel = writer.channel("/a", writer.schema("sinew.A", new byte[] {1}));
            for (long chunk = 0; chunk < 3; chunk++) {
                writer.message(channel, 2 * chunk, chunk, ByteBuffer.wrap(new byte[] {1, 2}));
                writer.message(channel, 2 * chunk + 1, chunk, ByteBuffer.wrap(new byte[] {3, 4}));
                long before = writer.size();
                writer.flush();
                chunkEnds.add(before + 9 + 40 + 2 * 33); // head and fields of the chunk, two messages of 24 bytes
            }
        }
        byte[] content = Files.readAllBytes(whole);
        for (int length = 0; length < content.length; length++) {
            Path cut = folder.resolve("cut.mcap");
            Files.write(cut, Arrays.copyOf(content, length));
            int bytes = length;
            long wanted = 2 * chunkEnds.stream().filter(end -> end <= bytes).count();

            assertEquals(wanted, messages(cut), "cut off at " + length);
            if (length % 16 == 0) { // each waits for the disk
                assertEquals(wanted, McapRecovery.finish(cut).messages(), "cut off at " + length);
                assertEquals(McapReader.End.WHOLE, McapReader.scan(cut, new McapVisitor() {}), "cut off at " + length);
                assertEquals(wanted, messages(cut));
            }
        }
    }

    private static long messages(Path path) throws IOException {
        long[] count = new long[1];
        McapReader.scan(path, new McapVisitor() {
            @Override
            public void message(int channel, long sequence, long time, ByteBuffer payload) {
                count[0]++;
            }
        });
        return count[0];
    }

    @Test
    void leavesAWholeFileAsItIs() throws IOException {
        Path path = folder.resolve("whole.mcap");
        try (McapWriter writer = new McapWriter(path, "profile")) {
            writer.metadata("m", Map.of("a", "b"));
        }
        byte[] before = Files.readAllBytes(path);

        assertEquals(McapReader.End.WHOLE, McapRecovery.finish(path).end());
        assertTrue(Arrays.equals(before, Files.readAllBytes(path)));
        assertEquals(Map.of(), McapRecovery.finishAll(folder));
    }

    @Test
    void finishesWhatAKilledWriterLeftInAFolder() throws IOException {
        Path path = folder.resolve("killed.mcap");
        McapWriter writer = new McapWriter(path, "");
        int channel = writer.channel("/a", 0);
        writer.metadata("session", Map.of("robot", "balancer"));
        writer.attachment("robot.yaml", "application/yaml", 3, new byte[] {'x'});
        writer.message(channel, 0, 10, ByteBuffer.wrap(new byte[] {9}));
        writer.flush();
        writer.abandon();
        Files.writeString(folder.resolve("notes.txt"), "not a record");

        Map<Path, McapRecovery.Outcome> outcomes = McapRecovery.finishAll(folder);

        assertEquals(Map.of(path, new McapRecovery.Outcome(McapReader.End.UNFINISHED, 1, 0)), outcomes);
        List<String> found = new ArrayList<>();
        McapReader.scan(path, new McapWriterTest.Listing(found));
        assertEquals(
                List.of(
                        "channel 0 0 /a",
                        "metadata session {robot=balancer}",
                        "attachment robot.yaml application/yaml 3 1",
                        "message 0 0 10 9"),
                found);
        assertEquals(Map.of(), McapRecovery.finishAll(folder.resolve("missing")));
    }

    @Test
    void refusesAFileThatIsNoRecord() throws IOException {
        Path path = folder.resolve("text.mcap");
        Files.writeString(path, "hello, this is text");

        IOException refusal = assertThrows(IOException.class, () -> McapRecovery.finish(path));
        assertEquals(path + " is no MCAP file: it must begin with 89 4D 43 41 50 30 0D 0A", refusal.getMessage());
        assertEquals("hello, this is text", Files.readString(path));
    }
}
