package dev.sinew.runtime.protobuf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Reads the protobuf wire format field by field: a message is a row of `tag value`, a tag is `field << 3 | type`.
///
/// | type | value |
/// |------|-------|
/// | 0    | varint, 7 bits per byte, lowest first |
/// | 1    | 8 bytes, little-endian |
/// | 2    | varint length, then that many bytes: text, a message or packed numbers |
/// | 5    | 4 bytes, little-endian |
///
/// Source: *Protocol Buffers, Encoding*. A value that runs past the end of its message is refused with its position.
public final class ProtobufReader {
    /// Type of a number of 1-10 bytes.
    public static final int VARINT = 0;
    /// Type of 8 bytes.
    public static final int FIXED64 = 1;
    /// Type of text, messages and packed numbers.
    public static final int LENGTH = 2;
    /// Type of 4 bytes.
    public static final int FIXED32 = 5;

    private final ByteBuffer bytes;
    private int field;
    private int type;

    /// Reads a message.
    ///
    /// @param message its bytes
    public ProtobufReader(byte[] message) {
        this(ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN));
    }

    private ProtobufReader(ByteBuffer message) {
        bytes = message;
    }

    /// {@return whether there is another field; its number and type are then set}
    public boolean next() {
        if (!bytes.hasRemaining()) {
            return false;
        }
        long tag = readVarint();
        field = (int) (tag >>> 3);
        type = (int) (tag & 7);
        if (field == 0) {
            throw new ProtobufException("not protobuf: field number 0 before byte " + bytes.position());
        }
        return true;
    }

    /// {@return number of the current field}
    public int field() {
        return field;
    }

    /// {@return type of the current field}
    public int type() {
        return type;
    }

    /// {@return the current field as an integer}
    public long varint() {
        expect(VARINT);
        return readVarint();
    }

    /// {@return the current field as a 4-byte float}
    public float fixedFloat() {
        expect(FIXED32);
        return slice(Float.BYTES).getFloat();
    }

    /// {@return the current field as an 8-byte integer}
    public long fixedLong() {
        expect(FIXED64);
        return slice(Long.BYTES).getLong();
    }

    /// {@return the current field as an 8-byte float}
    public double fixedDouble() {
        expect(FIXED64);
        return slice(Double.BYTES).getDouble();
    }

    /// {@return the current field's bytes, little-endian}
    public ByteBuffer bytes() {
        expect(LENGTH);
        long length = readVarint();
        if (length < 0 || length > bytes.remaining()) {
            throw truncated(length);
        }
        return slice((int) length);
    }

    /// {@return the current field as text}
    public String text() {
        return StandardCharsets.UTF_8.decode(bytes()).toString();
    }

    /// {@return a reader of the current field, a message}
    public ProtobufReader message() {
        return new ProtobufReader(bytes());
    }

    /// Passes over the current field.
    public void skip() {
        switch (type) {
            case VARINT -> readVarint();
            case FIXED64 -> slice(Long.BYTES);
            case LENGTH -> bytes();
            case FIXED32 -> slice(Integer.BYTES);
            default -> throw new ProtobufException("not protobuf: wire type " + type + " in field " + field);
        }
    }

    private void expect(int wanted) {
        if (type != wanted) {
            throw new ProtobufException("field " + field + " must have wire type " + wanted + ", was " + type);
        }
    }

    /// {@return the varint at the current position, as packed numbers hold them}
    public long readVarint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (!bytes.hasRemaining()) {
                throw truncated(1);
            }
            byte next = bytes.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new ProtobufException("not protobuf: number longer than 10 bytes before byte " + bytes.position());
    }

    /// {@return whether anything is left, as in packed numbers}
    public boolean hasRemaining() {
        return bytes.hasRemaining();
    }

    private ByteBuffer slice(int length) {
        if (length > bytes.remaining()) {
            throw truncated(length);
        }
        ByteBuffer part = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + length);
        return part;
    }

    private ProtobufException truncated(long length) {
        return new ProtobufException(
                "truncated: " + length + " more bytes wanted after byte " + bytes.position() + " of " + bytes.limit());
    }
}
