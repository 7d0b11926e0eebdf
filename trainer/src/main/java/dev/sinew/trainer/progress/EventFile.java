package dev.sinew.trainer.progress;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.CRC32C;

/// A TensorBoard event file. All numbers are little-endian; a record is
///
/// ```text
/// bytes  content
/// 8      length n of the message
/// 4      masked CRC-32C of those 8 bytes
/// n      a protobuf message `Event`
/// 4      masked CRC-32C of the message
/// ```
///
/// with mask(c) = rotate right(c, 15) + 0xA282EAD8. The first event names the version; each further one is a row:
///
/// ```text
/// Event   1 wall_time  double, s since 1970
///         2 step       int64
///         3 file_version  string, "brain.Event:2" in the first event
///         5 summary    Summary
/// Summary 1 value      Value, repeated
/// Value   1 tag        string
///         2 simple_value  float
/// ```
///
/// Source: TensorFlow's `record_writer.cc`, `event.proto` and `summary.proto`.
final class EventFile implements Closeable {
    private static final int EVENT_WALL_TIME = tag(1, 1);
    private static final int EVENT_STEP = tag(2, 0);
    private static final int EVENT_FILE_VERSION = tag(3, 2);
    private static final int EVENT_SUMMARY = tag(5, 2);
    private static final int SUMMARY_VALUE = tag(1, 2);
    private static final int VALUE_TAG = tag(1, 2);
    private static final int VALUE_SIMPLE = tag(2, 5);
    private static final int CRC_MASK = 0xA282EAD8;
    private static final int CRC_ROTATION = 15;

    private final FileChannel channel;

    /// Opens a file to append to; a new one gets its first record.
    ///
    /// @param file its place
    /// @param wallTime now, s since 1970
    /// @throws IOException when it cannot be written
    EventFile(Path file, double wallTime) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (channel.size() == 0) {
            ByteArrayOutputStream event = new ByteArrayOutputStream();
            putFixed64(event, EVENT_WALL_TIME, Double.doubleToRawLongBits(wallTime));
            putBytes(event, EVENT_FILE_VERSION, "brain.Event:2".getBytes(StandardCharsets.UTF_8));
            append(event.toByteArray());
        }
    }

    /// Appends a row.
    ///
    /// @param wallTime now, s since 1970
    /// @param step environment steps so far
    /// @param values by key
    /// @throws IOException when it cannot be written
    void add(double wallTime, long step, Map<String, Double> values) throws IOException {
        ByteArrayOutputStream summary = new ByteArrayOutputStream();
        for (Map.Entry<String, Double> entry : values.entrySet()) {
            ByteArrayOutputStream value = new ByteArrayOutputStream();
            putBytes(value, VALUE_TAG, entry.getKey().getBytes(StandardCharsets.UTF_8));
            putFixed32(
                    value,
                    VALUE_SIMPLE,
                    Float.floatToRawIntBits(entry.getValue().floatValue()));
            putBytes(summary, SUMMARY_VALUE, value.toByteArray());
        }
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        putFixed64(event, EVENT_WALL_TIME, Double.doubleToRawLongBits(wallTime));
        putVarint(event, EVENT_STEP);
        putVarint(event, step);
        putBytes(event, EVENT_SUMMARY, summary.toByteArray());
        append(event.toByteArray());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void append(byte[] message) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + message.length + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(message.length);
        record.putInt(maskedCrc(record.array(), Long.BYTES));
        record.put(message);
        record.putInt(maskedCrc(message, message.length));
        record.flip();
        while (record.hasRemaining()) {
            int unused = channel.write(record);
        }
    }

    private static int maskedCrc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return Integer.rotateRight((int) crc.getValue(), CRC_ROTATION) + CRC_MASK;
    }

    private static int tag(int field, int wireType) {
        return field << 3 | wireType;
    }

    private static void putVarint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static void putBytes(ByteArrayOutputStream out, int tag, byte[] bytes) {
        putVarint(out, tag);
        putVarint(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void putFixed64(ByteArrayOutputStream out, int tag, long bits) {
        putVarint(out, tag);
        out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bits)
                .array());
    }

    private static void putFixed32(ByteArrayOutputStream out, int tag, int bits) {
        putVarint(out, tag);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bits)
                .array());
    }
}
