package dev.sinew.runtime.session;

import dev.sinew.runtime.recorder.McapReader;
import dev.sinew.runtime.recorder.McapVisitor;
import dev.sinew.runtime.recorder.McapWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Copies a flight record and changes something on the way; all check values of the copy are right.
class EditedRecord implements McapVisitor {
    private final Map<Integer, String> topics = new HashMap<>();
    private final Map<Integer, Integer> schemas = new HashMap<>();
    private final Map<Integer, Integer> channels = new HashMap<>();
    private final McapWriter writer;

    EditedRecord(McapWriter writer) {
        this.writer = writer;
    }

    /// Changes one message.
    interface Edit {
        /// {@return what takes its place; nothing takes it when it is empty}
        ///
        /// @param number of the message in its topic
        byte[] edit(String topic, long number, byte[] message);
    }

    static void copy(Path from, Path to, Edit edit) throws IOException {
        try (McapWriter writer = new McapWriter(to, "")) {
            McapReader.scan(from, new EditedRecord(writer) {
                @Override
                byte[] edit(String topic, long number, byte[] message) {
                    return edit.edit(topic, number, message);
                }
            });
        }
    }

    /// Copies with other metadata.
    static void copy(Path from, Path to, Map<String, String> metadata) throws IOException {
        try (McapWriter writer = new McapWriter(to, "")) {
            McapReader.scan(from, new EditedRecord(writer) {
                @Override
                Map<String, String> edit(Map<String, String> values) {
                    return metadata;
                }
            });
        }
    }

    /// Copies with the files within it at the end.
    static void copyFilesLast(Path from, Path to) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (McapWriter writer = new McapWriter(to, "")) {
            McapReader.scan(from, new EditedRecord(writer) {
                @Override
                public void attachment(String name, String mediaType, long time, ByteBuffer content) {
                    files.put(name, bytes(content));
                }
            });
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                writer.attachment(file.getKey(), "", 0, file.getValue());
            }
        }
    }

    byte[] edit(String topic, long number, byte[] message) {
        return message;
    }

    Map<String, String> edit(Map<String, String> values) {
        return values;
    }

    @Override
    public void schema(int id, String name, ByteBuffer descriptors) throws IOException {
        schemas.put(id, writer.schema(name, bytes(descriptors)));
    }

    @Override
    public void channel(int id, int schema, String topic) throws IOException {
        topics.put(id, topic);
        channels.put(id, writer.channel(topic, schemas.getOrDefault(schema, 0)));
    }

    @Override
    public void message(int channel, long sequence, long time, ByteBuffer payload) {
        byte[] edited = edit(String.valueOf(topics.get(channel)), sequence, bytes(payload));
        if (edited.length > 0) {
            writer.message(channels.getOrDefault(channel, 0), sequence, time, ByteBuffer.wrap(edited));
        }
    }

    @Override
    public void attachment(String name, String mediaType, long time, ByteBuffer content) throws IOException {
        writer.attachment(name, mediaType, time, bytes(content));
    }

    @Override
    public void metadata(String name, Map<String, String> values) throws IOException {
        writer.metadata(name, edit(values));
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }
}
