package dev.sinew.runtime.recorder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McapWriterTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void writesTheRecordsOfTheSpecification() throws IOException {
        Path path = folder.resolve("one.mcap");
        try (McapWriter writer = new McapWriter(path, "p")) {
            writer.message(writer.channel("/a", 0), 5, 7, bytes(0x55));
        }
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);

        // MCAP Format Specification: magic, then opcode, u64 length, content; strings after their u32 length
        expect(file, 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n');
        expect(file, 0x01, 14, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 'p', 5, 0, 0, 0, 's', 'i', 'n', 'e', 'w');
        // channel: id 0, schema 0, topic, encoding, empty map
        expect(file, 0x04, 26, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, '/', 'a', 8, 0, 0, 0);
        expect(file, 'p', 'r', 'o', 't', 'o', 'b', 'u', 'f', 0, 0, 0, 0);
        // chunk: times 7 and 7, size 32, CRC, no compression, 32 bytes: one message of 23 bytes
        expect(file, 0x06, 72, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0);
        expect(file, 32, 0, 0, 0, 0, 0, 0, 0);
        int check = file.getInt();
        expect(file, 0, 0, 0, 0, 32, 0, 0, 0, 0, 0, 0, 0);
        CRC32 records = new CRC32();
        records.update(file.slice(file.position(), 32));
        assertEquals((int) records.getValue(), check);
        expect(
                file, 0x05, 23, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0,
                0x55);
        // message index: channel 0, 16 bytes: time 7 at offset 0
        expect(file, 0x07, 22, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        CRC32 data = new CRC32();
        data.update(file.slice(0, file.position()));
        expect(file, 0x0F, 4, 0, 0, 0, 0, 0, 0, 0);
        assertEquals((int) data.getValue(), file.getInt());
        assertFooter(file);
    }

    private static void assertFooter(ByteBuffer file) {
        int summary = file.position();
        int footer = file.limit() - 8 - 29;
        file.position(footer);
        expect(file, 0x02, 20, 0, 0, 0, 0, 0, 0, 0);
        assertEquals(summary, file.getLong());
        long offsets = file.getLong();
        assertEquals(0x0E, file.get((int) offsets));
        CRC32 check = new CRC32();
        check.update(file.slice(summary, file.position() - summary));
        assertEquals((int) check.getValue(), file.getInt());
        expect(file, 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n');
    }

    @Test
    void isReadBack() throws IOException {
        Path path = folder.resolve("two.mcap");
        try (McapWriter writer = new McapWriter(path, "")) {
            int schema = writer.schema("sinew.A", new byte[] {1, 2});
            int first = writer.channel("/a", schema);
            int second = writer.channel("/b", schema);
            writer.metadata("session", Map.of("robot", "balancer"));
            writer.attachment("robot.yaml", "application/yaml", 3, new byte[] {'x'});
            writer.message(first, 0, 10, bytes(1));
            writer.message(second, 0, 12, bytes(2));
            writer.flush();
            writer.message(first, 1, 11, bytes(3));
        }
        List<String> found = new ArrayList<>();

        assertEquals(McapReader.End.WHOLE, McapReader.scan(path, new Listing(found)));
        assertEquals(
                List.of(
                        "schema 1 sinew.A 2",
                        "channel 0 1 /a",
                        "channel 1 1 /b",
                        "metadata session {robot=balancer}",
                        "attachment robot.yaml application/yaml 3 1",
                        "message 0 0 10 1",
                        "message 1 0 12 2",
                        "message 0 1 11 3"),
                found);
    }

    @Test
    void passesOverAChunkThatIsDamaged() throws IOException {
        Path path = folder.resolve("damaged.mcap");
        try (McapWriter writer = new McapWriter(path, "")) {
            int channel = writer.channel("/a", 0);
            writer.message(channel, 0, 10, bytes(0xEE));
            writer.flush();
            writer.message(channel, 1, 11, bytes(0x78));
        }
        byte[] content = Files.readAllBytes(path);
        int at = 0;
        while (content[at] != (byte) 0xEE) {
            at++;
        }
        content[at] = 0;
        Files.write(path, content);
        List<String> found = new ArrayList<>();

        assertEquals(McapReader.End.WHOLE, McapReader.scan(path, new Listing(found)));
        assertTrue(found.get(1).startsWith("damaged "), found.get(1));
        assertEquals("message 0 1 11 120", found.get(2));
    }

    private static ByteBuffer bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return ByteBuffer.wrap(bytes);
    }

    private static void expect(ByteBuffer file, int... wanted) {
        byte[] found = new byte[wanted.length];
        file.get(found);
        assertArrayEquals(
                bytes(wanted).array(), found, () -> "before byte " + file.position() + ": " + Arrays.toString(found));
    }

    /// Writes down what a reader finds.
    record Listing(List<String> found) implements McapVisitor {
        @Override
        public void schema(int id, String name, ByteBuffer descriptors) {
            found.add("schema " + id + " " + name + " " + descriptors.remaining());
        }

        @Override
        public void channel(int id, int schema, String topic) {
            found.add("channel " + id + " " + schema + " " + topic);
        }

        @Override
        public void message(int channel, long sequence, long time, ByteBuffer payload) {
            found.add("message " + channel + " " + sequence + " " + time + " " + payload.get(0));
        }

        @Override
        public void attachment(String name, String mediaType, long time, ByteBuffer content) {
            found.add("attachment " + name + " " + mediaType + " " + time + " " + content.remaining());
        }

        @Override
        public void metadata(String name, Map<String, String> values) {
            found.add("metadata " + name + " " + values);
        }

        @Override
        public void damaged(long position) {
            found.add("damaged " + position);
        }
    }
}
