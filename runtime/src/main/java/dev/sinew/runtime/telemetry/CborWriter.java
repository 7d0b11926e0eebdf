package dev.sinew.runtime.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes CBOR (RFC 8949) the way plotters read it: definite lengths, no tags, floats always as floats. The buffer
/// grows and is reused.
final class CborWriter {
    private static final int UNSIGNED = 0x00;
    private static final int NEGATIVE = 0x20;
    private static final int TEXT = 0x60;
    private static final int ARRAY = 0x80;
    private static final int MAP = 0xA0;

    private byte[] bytes = new byte[1024];
    private int length;

    /// Forgets what was written.
    CborWriter clear() {
        length = 0;
        return this;
    }

    /// {@return a copy of what was written}
    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /// Begins a map of `pairs` keys with their values.
    CborWriter map(int pairs) {
        head(MAP, pairs);
        return this;
    }

    /// Begins an array of `items` items.
    CborWriter array(int items) {
        head(ARRAY, items);
        return this;
    }

    /// Writes a text.
    CborWriter text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        head(TEXT, utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
        return this;
    }

    /// Writes an integer.
    CborWriter integer(long value) {
        if (value >= 0) {
            head(UNSIGNED, value);
        } else {
            head(NEGATIVE, -1 - value);
        }
        return this;
    }

    /// Writes a truth value.
    CborWriter bool(boolean value) {
        room(1);
        bytes[length++] = (byte) (value ? 0xF5 : 0xF4);
        return this;
    }

    /// Writes a float of 32 bits; not-a-number stays what it is.
    CborWriter float32(float value) {
        room(5);
        bytes[length++] = (byte) 0xFA;
        big(Integer.toUnsignedLong(Float.floatToIntBits(value)), 4);
        return this;
    }

    /// Writes a float of 64 bits.
    CborWriter float64(double value) {
        room(9);
        bytes[length++] = (byte) 0xFB;
        big(Double.doubleToLongBits(value), 8);
        return this;
    }

    /// Writes an array of floats of 32 bits.
    CborWriter floats(float[] values) {
        array(values.length);
        for (float value : values) {
            float32(value);
        }
        return this;
    }

    /// Writes an array of doubles as floats of 32 bits.
    CborWriter floats(double[] values) {
        array(values.length);
        for (double value : values) {
            float32((float) value);
        }
        return this;
    }

    /// Major type with its argument in the shortest form, RFC 8949 section 3.
    private void head(int major, long argument) {
        room(9);
        if (argument < 24) {
            bytes[length++] = (byte) (major | (int) argument);
        } else if (argument <= 0xFF) {
            bytes[length++] = (byte) (major | 24);
            big(argument, 1);
        } else if (argument <= 0xFFFF) {
            bytes[length++] = (byte) (major | 25);
            big(argument, 2);
        } else if (argument <= 0xFFFF_FFFFL) {
            bytes[length++] = (byte) (major | 26);
            big(argument, 4);
        } else {
            bytes[length++] = (byte) (major | 27);
            big(argument, 8);
        }
    }

    private void big(long value, int count) {
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
