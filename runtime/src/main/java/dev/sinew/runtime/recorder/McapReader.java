package dev.sinew.runtime.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/// Reads the uncompressed MCAP files that [McapWriter] writes from front to back, whole ones and such as were cut
/// off.
public final class McapReader implements AutoCloseable {
    /// How a file ended.
    public enum End {
        /// With its summary and footer.
        WHOLE,
        /// After a whole record, before its summary: the writer was stopped.
        UNFINISHED,
        /// In the middle of a record: the writer was killed or the disk was full.
        TORN
    }

    private static final int HEAD = 1 + Long.BYTES;
    private static final long LARGEST_RECORD = 1L << 30;

    private final FileChannel file;
    private final McapVisitor visitor;
    private long position;

    private McapReader(FileChannel file, McapVisitor visitor) {
        this.file = file;
        this.visitor = visitor;
    }

    /// Shows all that a file holds up to where it ends or is cut off.
    ///
    /// @param path of the file
    /// @param visitor is told what is found
    /// @return how the file ended
    /// @throws IOException when the file cannot be read or is no MCAP file
    public static End scan(Path path, McapVisitor visitor) throws IOException {
        try (McapReader reader = open(path, visitor)) {
            Optional<End> end = reader.step();
            while (end.isEmpty()) {
                end = reader.step();
            }
            return end.get();
        }
    }

    /// Opens a file, to be read in steps.
    ///
    /// @param path of the file
    /// @param visitor is told what is found
    /// @return before the first record
    /// @throws IOException when the file cannot be read or is no MCAP file
    static McapReader open(Path path, McapVisitor visitor) throws IOException {
        FileChannel file = FileChannel.open(path);
        try {
            byte[] magic = McapWriter.magic();
            ByteBuffer found = read(file, 0, (int) Math.min(magic.length, file.size()));
            if (!ByteBuffer.wrap(magic, 0, found.limit()).equals(found)) {
                throw new FlightRecordException(path + " is no MCAP file: it must begin with 89 4D 43 41 50 30 0D 0A");
            }
            McapReader reader = new McapReader(file, visitor);
            reader.position = found.limit();
            return reader;
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
    }

    /// Shows the next record, a chunk as a whole.
    ///
    /// @return how the file ended, when there is no other
    Optional<End> step() throws IOException {
        long left = file.size() - position;
        if (position < McapWriter.magic().length) {
            return Optional.of(End.TORN);
        }
        if (left <= 0) {
            return Optional.of(End.UNFINISHED);
        }
        if (left < HEAD) {
            return Optional.of(End.TORN);
        }
        ByteBuffer head = read(file, position, HEAD);
        byte opcode = head.get();
        long length = head.getLong();
        if (length < 0 || length > LARGEST_RECORD || length > left - HEAD) {
            return Optional.of(End.TORN);
        }
        if (opcode == Opcode.DATA_END.code()) {
            return Optional.of(endsWithMagic() ? End.WHOLE : End.TORN);
        }
        show(opcode, read(file, position + HEAD, (int) length));
        position += HEAD + length;
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private boolean endsWithMagic() throws IOException {
        byte[] magic = McapWriter.magic();
        return ByteBuffer.wrap(magic).equals(read(file, file.size() - magic.length, magic.length));
    }

    private void show(byte opcode, ByteBuffer content) throws IOException {
        if (opcode == Opcode.CHUNK.code()) {
            chunk(content);
        } else if (opcode == Opcode.ATTACHMENT.code()) {
            attachment(content);
        } else if (opcode == Opcode.METADATA.code()) {
            visitor.metadata(text(content), map(content));
        } else {
            showData(opcode, content);
        }
    }

    private void showData(byte opcode, ByteBuffer content) throws IOException {
        if (opcode == Opcode.SCHEMA.code()) {
            int id = u16(content);
            String name = text(content);
            text(content); // encoding
            visitor.schema(id, name, slice(content, content.getInt()));
        } else if (opcode == Opcode.CHANNEL.code()) {
            visitor.channel(u16(content), u16(content), text(content));
        } else if (opcode == Opcode.MESSAGE.code()) {
            int channel = u16(content);
            long sequence = Integer.toUnsignedLong(content.getInt());
            long time = content.getLong();
            content.getLong(); // publish time
            visitor.message(channel, sequence, time, slice(content, content.remaining()));
        }
    }

    private void chunk(ByteBuffer content) throws IOException {
        content.position(2 * Long.BYTES + Long.BYTES); // start, end, size
        long check = Integer.toUnsignedLong(content.getInt());
        String compression = text(content);
        content.getLong(); // length of the records, all that is left
        CRC32 found = new CRC32();
        found.update(content.duplicate());
        if (!compression.isEmpty() || found.getValue() != check) {
            visitor.damaged(position);
            return;
        }
        while (content.hasRemaining()) {
            byte opcode = content.get();
            showData(opcode, slice(content, (int) content.getLong()));
        }
    }

    private void attachment(ByteBuffer content) throws IOException {
        CRC32 found = new CRC32();
        found.update(content.duplicate().limit(content.limit() - Integer.BYTES));
        if ((int) found.getValue() != content.getInt(content.limit() - Integer.BYTES)) {
            visitor.damaged(position);
            return;
        }
        long time = content.getLong();
        content.getLong(); // time of creation
        String name = text(content);
        String mediaType = text(content);
        visitor.attachment(name, mediaType, time, slice(content, (int) content.getLong()));
    }

    private static Map<String, String> map(ByteBuffer content) {
        ByteBuffer pairs = slice(content, content.getInt());
        Map<String, String> map = new LinkedHashMap<>();
        while (pairs.hasRemaining()) {
            map.put(text(pairs), text(pairs));
        }
        return map;
    }

    private static String text(ByteBuffer content) {
        return StandardCharsets.UTF_8.decode(slice(content, content.getInt())).toString();
    }

    private static int u16(ByteBuffer content) {
        return Short.toUnsignedInt(content.getShort());
    }

    private static ByteBuffer slice(ByteBuffer content, int length) {
        ByteBuffer part = content.slice(content.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        content.position(content.position() + length);
        return part;
    }

    private static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("file became shorter while it was read");
            }
        }
        return bytes.flip();
    }
}
