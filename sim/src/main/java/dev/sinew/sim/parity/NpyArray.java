package dev.sinew.sim.parity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One NumPy array, its elements widened to double, which holds each of the types read here exactly.
///
/// The format, version 1.0 (NumPy Enhancement Proposal 1): 6 bytes `\x93NUMPY`, 2 bytes version, header length (2
/// bytes little-endian in version 1, 4 in version 2), a Python dictionary as text, the elements.
final class NpyArray {
    private static final String MAGIC = "\u0093NUMPY";
    private static final Pattern HEADER =
            Pattern.compile("'descr': '([^']+)', 'fortran_order': (True|False), 'shape': \\(([^)]*)\\)");

    private final Type type;
    private final int[] shape;
    private final double[] values;

    private NpyArray(Type type, int[] shape, double[] values) {
        this.type = type;
        this.shape = shape;
        this.values = values;
    }

    /// {@return the array of a file}
    ///
    /// @param file its bytes
    /// @throws IllegalArgumentException when it is none of the kinds read here
    static NpyArray read(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < 12 || !new String(file, 0, MAGIC.length(), ISO_8859_1).equals(MAGIC)) {
            throw new IllegalArgumentException("no NumPy array");
        }
        in.position(MAGIC.length());
        int major = in.get();
        in.get(); // minor version
        int length = major == 1 ? Short.toUnsignedInt(in.getShort()) : in.getInt();
        String header = new String(file, in.position(), Math.min(length, in.remaining()), ISO_8859_1);
        in.position(Math.min(in.position() + length, file.length));
        Matcher fields = HEADER.matcher(header);
        if (!fields.find() || fields.group(2).equals("True")) {
            throw new IllegalArgumentException("NumPy header must be plain and in C order, was " + header.strip());
        }
        Type type = Type.of(fields.group(1));
        int[] shape = Arrays.stream(fields.group(3).split(","))
                .map(String::strip)
                .filter(size -> !size.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        return new NpyArray(type, shape, values(in, type, Arrays.stream(shape).reduce(1, Math::multiplyExact)));
    }

    private static double[] values(ByteBuffer in, Type type, int count) {
        if (in.remaining() != (long) count * type.bytes) {
            throw new IllegalArgumentException(
                    "NumPy array must hold " + (long) count * type.bytes + " bytes, holds " + in.remaining());
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (type) {
                case DOUBLE -> in.getDouble();
                case FLOAT -> in.getFloat();
                case BOOLEAN -> in.get();
            };
        }
        return values;
    }

    /// {@return the length of an axis, 1 beyond the last}
    ///
    /// @param axis from 0 on
    int size(int axis) {
        return axis < shape.length ? shape[axis] : 1;
    }

    /// {@return all elements in C order}
    double[] values() {
        return values;
    }

    /// {@return whether the elements were floats}
    boolean isFloat() {
        return type == Type.FLOAT;
    }

    /// {@return whether the array has this shape}
    ///
    /// @param expected length of each axis
    boolean hasShape(int... expected) {
        return Arrays.equals(shape, expected);
    }

    String shape() {
        return Arrays.toString(shape);
    }

    private enum Type {
        DOUBLE("<f8", 8),
        FLOAT("<f4", 4),
        BOOLEAN("|b1", 1);

        private final String description;
        private final int bytes;

        Type(String description, int bytes) {
            this.description = description;
            this.bytes = bytes;
        }

        static Type of(String description) {
            for (Type type : values()) {
                if (type.description.equals(description)) {
                    return type;
                }
            }
            throw new IllegalArgumentException("NumPy type must be <f8, <f4 or |b1, was " + description);
        }
    }
}
