package dev.sinew.runtime.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Finishes records whose writer was killed: everything that is whole is kept, the summary is added, and the file
/// opens in every reader again.
public final class McapRecovery {
    /// What was done to one file.
    ///
    /// @param end how the file had ended; nothing was done to a whole one
    /// @param messages kept
    /// @param damaged chunks and attachments that were left out
    public record Outcome(McapReader.End end, long messages, int damaged) {}

    private McapRecovery() {}

    /// Finishes one file. What is kept is written beside it and takes its place in one step, so that a second kill
    /// loses nothing.
    ///
    /// @param path of the file
    /// @return what was done
    /// @throws IOException when the file cannot be read, is no MCAP file or cannot be replaced
    public static Outcome finish(Path path) throws IOException {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        Files.deleteIfExists(part);
        Copy copy;
        McapReader.End end;
        try (McapWriter writer = new McapWriter(part, "")) {
            copy = new Copy(writer);
            end = McapReader.scan(path, copy);
        }
        if (end == McapReader.End.WHOLE) {
            Files.delete(part);
        } else {
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Outcome(end, copy.messages, copy.damaged);
    }

    /// Finishes every `.mcap` file of a folder that is not whole.
    ///
    /// @param folder with records; one that is missing holds none
    /// @return what was done, by file; whole files are not listed
    /// @throws IOException when the folder or a file cannot be read or replaced
    public static Map<Path, Outcome> finishAll(Path folder) throws IOException {
        Map<Path, Outcome> outcomes = new HashMap<>();
        if (!Files.isDirectory(folder)) {
            return outcomes;
        }
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(file -> file.toString().endsWith(".mcap")).toList();
        }
        for (Path file : files) {
            if (McapReader.scan(file, new McapVisitor() {}) != McapReader.End.WHOLE) {
                outcomes.put(file, finish(file));
            }
        }
        return outcomes;
    }

    /// Copies what is found; numbers of schemas and channels may change.
    private static final class Copy implements McapVisitor {
        private final McapWriter writer;
        private final Map<Integer, Integer> schemas = new HashMap<>();
        private final Map<Integer, Integer> channels = new HashMap<>();
        private long messages;
        private int damaged;

        Copy(McapWriter writer) {
            this.writer = writer;
        }

        @Override
        public void schema(int id, String name, ByteBuffer descriptors) throws IOException {
            byte[] bytes = new byte[descriptors.remaining()];
            descriptors.get(bytes);
            schemas.put(id, writer.schema(name, bytes));
        }

        @Override
        public void channel(int id, int schema, String topic) throws IOException {
            channels.put(id, writer.channel(topic, schemas.getOrDefault(schema, 0)));
        }

        @Override
        public void message(int channel, long sequence, long time, ByteBuffer payload) throws IOException {
            Integer copied = channels.get(channel);
            if (copied != null) {
                writer.message(copied, sequence, time, payload);
                messages++;
            }
            if (writer.pending() > FlightRecorder.CHUNK_BYTES) {
                writer.flush();
            }
        }

        @Override
        public void attachment(String name, String mediaType, long time, ByteBuffer content) throws IOException {
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            writer.attachment(name, mediaType, time, bytes);
        }

        @Override
        public void metadata(String name, Map<String, String> values) throws IOException {
            writer.metadata(name, values);
        }

        @Override
        public void damaged(long position) {
            damaged++;
        }
    }
}
