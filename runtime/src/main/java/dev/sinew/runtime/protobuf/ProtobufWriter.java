package dev.sinew.runtime.protobuf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes protobuf messages into a buffer of its own, which grows and is used again: after the first messages nothing
/// is allocated but what text needs. The wire format is drawn in [ProtobufReader]. One thread.
///
/// As in proto3 a number that is 0 or false is left out.
public final class ProtobufWriter {
    private ByteBuffer bytes;

    /// An empty message.
    public ProtobufWriter() {
        bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Begins the next message.
    ///
    /// @return this
    public ProtobufWriter clear() {
        bytes.clear();
        return this;
    }

    /// An integer, of types uint32, uint64, int64, bool or enum.
    ///
    /// @param field number
    /// @param value the integer; negative ones take ten bytes
    /// @return this
    public ProtobufWriter number(int field, long value) {
        if (value != 0) {
            tag(field, ProtobufReader.VARINT);
            varint(value);
        }
        return this;
    }

    /// A flag.
    ///
    /// @param field number
    /// @param value the flag
    /// @return this
    public ProtobufWriter flag(int field, boolean value) {
        return number(field, value ? 1 : 0);
    }

    /// An integer in 8 bytes, of type fixed64 or sfixed64.
    ///
    /// @param field number
    /// @param value the integer
    /// @return this
    public ProtobufWriter fixed(int field, long value) {
        if (value != 0) {
            tag(field, ProtobufReader.FIXED64);
            room(Long.BYTES).putLong(value);
        }
        return this;
    }

    /// A float of 8 bytes.
    ///
    /// @param field number
    /// @param value the float; −0 is not left out
    /// @return this
    public ProtobufWriter decimal(int field, double value) {
        return fixed(field, Double.doubleToRawLongBits(value));
    }

    /// Begins packed numbers, of which [#packed(double)] or [#packed(float)] must give exactly `count` next.
    ///
    /// @param field number
    /// @param count of numbers
    /// @param size of each, bytes
    /// @return this
    public ProtobufWriter packed(int field, int count, int size) {
        tag(field, ProtobufReader.LENGTH);
        varint((long) count * size);
        room(count * size);
        return this;
    }

    /// The next packed float64.
    ///
    /// @param value the float
    public void packed(double value) {
        room(Double.BYTES).putDouble(value);
    }

    /// The next packed float32.
    ///
    /// @param value the float
    public void packed(float value) {
        room(Float.BYTES).putFloat(value);
    }

    /// Text.
    ///
    /// @param field number
    /// @param value the text
    /// @return this
    public ProtobufWriter text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /// Bytes.
    ///
    /// @param field number
    /// @param value the bytes
    /// @return this
    public ProtobufWriter bytes(int field, byte[] value) {
        return bytes(field, value, 0, value.length);
    }

    /// Bytes.
    ///
    /// @param field number
    /// @param value where they lie
    /// @param offset of the first
    /// @param length how many
    /// @return this
    public ProtobufWriter bytes(int field, byte[] value, int offset, int length) {
        tag(field, ProtobufReader.LENGTH);
        varint(length);
        room(length).put(value, offset, length);
        return this;
    }

    /// A message.
    ///
    /// @param field number
    /// @param value what another writer holds
    /// @return this
    public ProtobufWriter message(int field, ProtobufWriter value) {
        return bytes(field, value.bytes.array(), 0, value.size());
    }

    /// {@return bytes written since [#clear]}
    public int size() {
        return bytes.position();
    }

    /// {@return the message, valid until the next is begun}
    public ByteBuffer content() {
        return ByteBuffer.wrap(bytes.array(), 0, size());
    }

    /// {@return a copy of the message}
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes.array(), size());
    }

    private void tag(int field, int type) {
        varint(((long) field << 3) | type);
    }

    private void varint(long value) {
        ByteBuffer out = room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private ByteBuffer room(int length) {
        if (bytes.remaining() < length) {
            int size = Math.max(2 * bytes.capacity(), bytes.position() + length);
            bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).put(bytes.flip());
        }
        return bytes;
    }
}
