package dev.sinew.trainer.progress;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads TensorBoard event files, written from the format's description and not from the writer: the checksum is the
/// bitwise definition of CRC-32C, unknown protobuf fields are skipped by their wire type.
public final class EventReader {
    /// One figure.
    public record Scalar(long step, String tag, float value) {}

    private static final int CRC32C_REVERSED_POLYNOMIAL = 0x82F63B78;

    private EventReader() {}

    public static List<Scalar> scalars(byte[] file) {
        List<Scalar> scalars = new ArrayList<>();
        for (ByteBuffer event : events(file)) {
            long step = 0;
            while (event.hasRemaining()) {
                long key = varint(event);
                if (key == 16) { // field 2, varint
                    step = varint(event);
                } else if (key == 42) { // field 5, message
                    readSummary(bytes(event), step, scalars);
                } else {
                    skip(event, key);
                }
            }
        }
        return scalars;
    }

    /// {@return the version named in the first event}
    public static String version(byte[] file) {
        ByteBuffer event = events(file).getFirst();
        while (event.hasRemaining()) {
            long key = varint(event);
            if (key == 26) { // field 3, string
                return text(bytes(event));
            }
            skip(event, key);
        }
        throw new AssertionError("no version in the first event");
    }

    private static List<ByteBuffer> events(byte[] file) {
        List<ByteBuffer> events = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            int start = in.position();
            int length = Math.toIntExact(in.getLong());
            require(in.getInt() == masked(file, start, 8), "checksum of the length at " + start);
            ByteBuffer event = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            in.position(in.position() + length);
            require(in.getInt() == masked(file, start + 12, length), "checksum of the event at " + start);
            events.add(event);
        }
        return events;
    }

    private static void readSummary(ByteBuffer summary, long step, List<Scalar> scalars) {
        while (summary.hasRemaining()) {
            require(varint(summary) == 10, "a summary holds values only");
            ByteBuffer value = bytes(summary);
            String tag = "";
            float number = 0;
            while (value.hasRemaining()) {
                long key = varint(value);
                if (key == 10) { // field 1, string
                    tag = text(bytes(value));
                } else if (key == 21) { // field 2, float
                    number = value.getFloat();
                } else {
                    skip(value, key);
                }
            }
            scalars.add(new Scalar(step, tag, number));
        }
    }

    private static int masked(byte[] bytes, int offset, int length) {
        int crc = ~0;
        for (int i = offset; i < offset + length; i++) {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ CRC32C_REVERSED_POLYNOMIAL : crc >>> 1;
            }
        }
        crc = ~crc;
        return (crc >>> 15 | crc << 17) + 0xA282EAD8;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static ByteBuffer bytes(ByteBuffer in) {
        int length = Math.toIntExact(varint(in));
        ByteBuffer bytes = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + length);
        return bytes;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    private static void skip(ByteBuffer in, long key) {
        switch ((int) (key & 7)) {
            case 0 -> varint(in);
            case 1 -> in.position(in.position() + 8);
            case 2 -> bytes(in);
            case 5 -> in.position(in.position() + 4);
            default -> throw new AssertionError("wire type " + (key & 7));
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
