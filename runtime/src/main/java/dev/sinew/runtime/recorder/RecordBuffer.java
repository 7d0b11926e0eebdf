package dev.sinew.runtime.recorder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// MCAP records in memory: opcode, length of the content in 8 bytes, content; little-endian. Grows and is used again.
/// Source: *MCAP Format Specification*, "Serialization".
final class RecordBuffer {
    private ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    private int start;

    void clear() {
        bytes.clear();
    }

    int size() {
        return bytes.position();
    }

    boolean isEmpty() {
        return bytes.position() == 0;
    }

    /// {@return what was written so far, ready to be read; the live bytes}
    ByteBuffer content() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).flip();
    }

    /// Begins a record; [#end] sets its length.
    RecordBuffer begin(Opcode opcode) {
        room(1 + Long.BYTES).put(opcode.code());
        bytes.putLong(0);
        start = bytes.position();
        return this;
    }

    RecordBuffer end() {
        bytes.putLong(start - Long.BYTES, bytes.position() - start);
        return this;
    }

    /// Replaces the four bytes written last.
    void last(long value) {
        bytes.putInt(bytes.position() - Integer.BYTES, (int) value);
    }

    RecordBuffer u8(int value) {
        room(1).put((byte) value);
        return this;
    }

    RecordBuffer u16(int value) {
        room(Short.BYTES).putShort((short) value);
        return this;
    }

    RecordBuffer u32(long value) {
        room(Integer.BYTES).putInt((int) value);
        return this;
    }

    RecordBuffer u64(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    RecordBuffer text(String value) {
        return sized(value.getBytes(StandardCharsets.UTF_8));
    }

    /// Bytes after their length in 4 bytes.
    RecordBuffer sized(byte[] value) {
        room(Integer.BYTES + value.length).putInt(value.length).put(value);
        return this;
    }

    /// Bytes without a length.
    RecordBuffer raw(ByteBuffer value) {
        room(value.remaining()).put(value);
        return this;
    }

    RecordBuffer map(Map<String, String> pairs) {
        int at = size();
        u32(0);
        pairs.forEach((name, value) -> text(name).text(value));
        bytes.putInt(at, size() - at - Integer.BYTES);
        return this;
    }

    private ByteBuffer room(int length) {
        if (bytes.remaining() < length) {
            int size = Math.max(2 * bytes.capacity(), bytes.position() + length);
            bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).put(bytes.flip());
        }
        return bytes;
    }
}
