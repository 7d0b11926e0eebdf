package dev.sinew.runtime.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.CRC32;

/// Writes an MCAP file. Source: *MCAP Format Specification*, version 0.
///
/// ```text
/// magic 89 'MCAP0' 0D 0A
/// header
/// schema… channel… metadata… attachment…
/// chunk   { messages, uncompressed, CRC-32 }   ┐ again and again, each written at once:
/// message index…                               ┘ a file cut off anywhere loses its last chunk at most
/// data end                                       CRC-32 of all before
/// schema… channel… statistics, chunk index… attachment index… metadata index…
/// summary offset…
/// footer                                         CRC-32 of the summary
/// magic
/// ```
///
/// One thread. After an [IOException] nothing more may be written.
public final class McapWriter implements AutoCloseable {
    private static final byte[] MAGIC = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};

    private final FileChannel file;
    private final RecordBuffer scratch = new RecordBuffer();
    private final McapChunk chunk = new McapChunk();
    private final McapSummary summary = new McapSummary();
    private final CRC32 written = new CRC32();
    private long position;

    /// Begins a file.
    ///
    /// @param path must not exist yet
    /// @param profile of the content, empty for none
    /// @throws IOException when it cannot be written
    public McapWriter(Path path, String profile) throws IOException {
        this(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), profile);
    }

    McapWriter(FileChannel file, String profile) throws IOException {
        this.file = file;
        write(ByteBuffer.wrap(MAGIC));
        scratch.clear();
        scratch.begin(Opcode.HEADER).text(profile).text("sinew").end();
        write(scratch.content());
    }

    /// {@return the eight bytes that begin and end a file}
    static byte[] magic() {
        return MAGIC.clone();
    }

    /// Adds a schema.
    ///
    /// @param name full name of the protobuf message
    /// @param descriptors an encoded `FileDescriptorSet` that holds it
    /// @return its number
    /// @throws IOException when it cannot be written
    public int schema(String name, byte[] descriptors) throws IOException {
        flush();
        scratch.clear();
        int id = summary.addSchema(name, descriptors, scratch);
        write(scratch.content());
        return id;
    }

    /// Adds a channel of protobuf messages.
    ///
    /// @param topic its name
    /// @param schema number of its schema
    /// @return its number
    /// @throws IOException when it cannot be written
    public int channel(String topic, int schema) throws IOException {
        flush();
        scratch.clear();
        int id = summary.addChannel(schema, topic, scratch);
        write(scratch.content());
        return id;
    }

    /// Adds a message to the chunk in memory.
    ///
    /// @param channel number of its channel
    /// @param sequence number of the message in its channel
    /// @param time Unix time, ns
    /// @param payload the message, from its position to its limit
    public void message(int channel, long sequence, long time, ByteBuffer payload) {
        chunk.message(channel, sequence, time, payload);
        summary.addMessage(channel, time);
    }

    /// {@return bytes of messages in memory}
    public int pending() {
        return chunk.records().size();
    }

    /// {@return bytes of the file so far}
    public long size() {
        return position;
    }

    /// Adds a file.
    ///
    /// @param name of the file
    /// @param mediaType such as `application/yaml`
    /// @param time Unix time, ns
    /// @param content of the file
    /// @throws IOException when it cannot be written
    public void attachment(String name, String mediaType, long time, byte[] content) throws IOException {
        flush();
        scratch.clear();
        scratch.begin(Opcode.ATTACHMENT);
        int start = scratch.size();
        scratch.u64(time).u64(time).text(name).text(mediaType);
        scratch.u64(content.length).raw(ByteBuffer.wrap(content));
        CRC32 check = new CRC32();
        check.update(scratch.content().position(start));
        scratch.u32(check.getValue()).end();
        long recordBytes = scratch.size();
        long contentBytes = content.length;
        summary.addAttachment(position, recordBytes, time, contentBytes, name, mediaType);
        write(scratch.content());
    }

    /// Adds names and values.
    ///
    /// @param name of the whole
    /// @param values by name
    /// @throws IOException when it cannot be written
    public void metadata(String name, Map<String, String> values) throws IOException {
        flush();
        scratch.clear();
        scratch.begin(Opcode.METADATA).text(name).map(values).end();
        summary.addMetadata(position, scratch.size(), name);
        write(scratch.content());
    }

    /// Writes the messages in memory as one chunk. Does nothing when there are none.
    ///
    /// @throws IOException when it cannot be written
    public void flush() throws IOException {
        RecordBuffer records = chunk.records();
        if (records.isEmpty()) {
            return;
        }
        CRC32 check = new CRC32();
        check.update(records.content());
        scratch.clear();
        scratch.begin(Opcode.CHUNK).u64(chunk.first()).u64(chunk.last()).u64(records.size());
        scratch.u32(check.getValue())
                .text("")
                .u64(records.size())
                .raw(records.content())
                .end();
        long length = scratch.size();
        long[] indexes = new long[chunk.channels()];
        for (int channel = 0; channel < indexes.length; channel++) {
            if (chunk.has(channel)) {
                indexes[channel] = position + scratch.size();
                chunk.index(channel, scratch);
            }
        }
        summary.addChunk(chunk, position, length, indexes, scratch.size() - length);
        write(scratch.content());
        chunk.clear();
    }

    /// Waits until the disk has what was written.
    ///
    /// @throws IOException when the disk fails
    public void force() throws IOException {
        file.force(false);
    }

    /// Closes the file as it is, for after a failure: [McapRecovery] can finish it later.
    void abandon() {
        try {
            file.close();
        } catch (IOException e) {
            // the failure that led here has been reported
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        written.update(bytes.duplicate());
        position += bytes.remaining();
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /// Writes what is in memory, then the summary and the footer, and waits until the disk has them.
    ///
    /// @throws IOException when they cannot be written
    @Override
    public void close() throws IOException {
        try (file) {
            flush();
            scratch.clear();
            scratch.begin(Opcode.DATA_END).u32(written.getValue()).end();
            write(scratch.content());
            scratch.clear();
            long offsets = summary.write(position, scratch);
            scratch.begin(Opcode.FOOTER).u64(position).u64(offsets).u32(0).end();
            CRC32 check = new CRC32();
            check.update(scratch.content().limit(scratch.size() - Integer.BYTES)); // all but the value itself
            scratch.last(check.getValue());
            write(scratch.content());
            write(ByteBuffer.wrap(MAGIC));
            force();
        }
    }
}
