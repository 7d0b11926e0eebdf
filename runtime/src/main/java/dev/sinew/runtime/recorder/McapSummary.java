package dev.sinew.runtime.recorder;

import java.util.Arrays;

/// What the end of a file repeats and lists, collected while it is written, so that a reader need not scan it.
final class McapSummary {
    private final RecordBuffer schemas = new RecordBuffer();
    private final RecordBuffer channels = new RecordBuffer();
    private final RecordBuffer chunks = new RecordBuffer();
    private final RecordBuffer attachments = new RecordBuffer();
    private final RecordBuffer metadata = new RecordBuffer();

    private long[] messages = new long[8]; // by channel
    private long messageCount;
    private int schemaCount;
    private int channelCount;
    private int attachmentCount;
    private int metadataCount;
    private int chunkCount;
    private long first;
    private long last;

    int addSchema(String name, byte[] descriptors, RecordBuffer out) {
        int id = ++schemaCount; // 0 means no schema
        schema(id, name, descriptors, schemas);
        schema(id, name, descriptors, out);
        return id;
    }

    private static void schema(int id, String name, byte[] descriptors, RecordBuffer out) {
        out.begin(Opcode.SCHEMA)
                .u16(id)
                .text(name)
                .text("protobuf")
                .sized(descriptors)
                .end();
    }

    int addChannel(int schema, String topic, RecordBuffer out) {
        int id = channelCount++;
        channel(id, schema, topic, channels);
        channel(id, schema, topic, out);
        return id;
    }

    private static void channel(int id, int schema, String topic, RecordBuffer out) {
        out.begin(Opcode.CHANNEL)
                .u16(id)
                .u16(schema)
                .text(topic)
                .text("protobuf")
                .u32(0)
                .end();
    }

    void addMessage(int channel, long time) {
        if (channel >= messages.length) {
            messages = Arrays.copyOf(messages, 2 * channel);
        }
        messages[channel]++;
        first = messageCount == 0 ? time : Math.min(first, time);
        last = messageCount == 0 ? time : Math.max(last, time);
        messageCount++;
    }

    /// A chunk that was written at `position`, `length` bytes long, its message indexes behind it as `indexes` tells:
    /// `[channel]` position, or 0 when the chunk has none of that channel.
    void addChunk(McapChunk chunk, long position, long length, long[] indexes, long indexLength) {
        chunks.begin(Opcode.CHUNK_INDEX)
                .u64(chunk.first())
                .u64(chunk.last())
                .u64(position)
                .u64(length);
        int present = (int) Arrays.stream(indexes).filter(at -> at > 0).count();
        chunks.u32((long) present * (Short.BYTES + Long.BYTES));
        for (int channel = 0; channel < indexes.length; channel++) {
            if (indexes[channel] > 0) {
                chunks.u16(channel).u64(indexes[channel]);
            }
        }
        int size = chunk.records().size();
        chunks.u64(indexLength).text("").u64(size).u64(size).end();
        chunkCount++;
    }

    void addAttachment(long position, long recordBytes, long time, long contentBytes, String name, String mediaType) {
        attachments
                .begin(Opcode.ATTACHMENT_INDEX)
                .u64(position)
                .u64(recordBytes)
                .u64(time)
                .u64(time)
                .u64(contentBytes);
        attachments.text(name).text(mediaType).end();
        attachmentCount++;
    }

    void addMetadata(long position, long length, String name) {
        metadata.begin(Opcode.METADATA_INDEX)
                .u64(position)
                .u64(length)
                .text(name)
                .end();
        metadataCount++;
    }

    /// Appends the summary and the offsets of its groups.
    ///
    /// @param position of the summary in the file
    /// @param out filled
    /// @return position of the offsets in the file
    long write(long position, RecordBuffer out) {
        RecordBuffer offsets = new RecordBuffer();
        group(Opcode.SCHEMA, schemas, position, out, offsets);
        group(Opcode.CHANNEL, channels, position, out, offsets);
        group(Opcode.STATISTICS, statistics(), position, out, offsets);
        group(Opcode.CHUNK_INDEX, chunks, position, out, offsets);
        group(Opcode.ATTACHMENT_INDEX, attachments, position, out, offsets);
        group(Opcode.METADATA_INDEX, metadata, position, out, offsets);
        long start = position + out.size();
        out.raw(offsets.content());
        return start;
    }

    private static void group(
            Opcode opcode, RecordBuffer records, long position, RecordBuffer out, RecordBuffer offsets) {
        if (!records.isEmpty()) {
            offsets.begin(Opcode.SUMMARY_OFFSET)
                    .u8(opcode.code())
                    .u64(position + out.size())
                    .u64(records.size())
                    .end();
            out.raw(records.content());
        }
    }

    private RecordBuffer statistics() {
        RecordBuffer out = new RecordBuffer();
        out.begin(Opcode.STATISTICS).u64(messageCount).u16(schemaCount).u32(channelCount);
        out.u32(attachmentCount).u32(metadataCount).u32(chunkCount).u64(first).u64(last);
        out.u32((long) channelCount * (Short.BYTES + Long.BYTES));
        for (int channel = 0; channel < channelCount; channel++) {
            out.u16(channel).u64(channel < messages.length ? messages[channel] : 0);
        }
        return out.end();
    }
}
