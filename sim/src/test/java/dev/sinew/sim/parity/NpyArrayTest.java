package dev.sinew.sim.parity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.sim.Refusal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class NpyArrayTest {
    @Test
    void readsTheBytesThatNumpyWrites() {
        // numpy.save of numpy.array([[1.5, -2.0]]), NumPy 2.4.6: the header is padded with spaces to 128 bytes
        byte[] head = HexFormat.of().parseHex("934e554d505901007600");
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }";
        byte[] numbers = HexFormat.of().parseHex("000000000000f83f00000000000000c0");
        byte[] file = join(head, (header + " ".repeat(117 - header.length()) + "\n").getBytes(ISO_8859_1), numbers);

        NpyArray array = NpyArray.read(file);

        assertArrayEquals(new double[] {1.5, -2}, array.values());
        assertTrue(array.hasShape(1, 2));
    }

    @Test
    void readsFloatsTruthsAndOneAxis() {
        NpyArray floats = NpyArray.read(file("<f4", "(2,)", HexFormat.of().parseHex("0000c03f000000c0")));
        NpyArray truths = NpyArray.read(file("|b1", "(3,)", new byte[] {1, 0, 1}));

        assertArrayEquals(new double[] {1.5, -2}, floats.values());
        assertTrue(floats.isFloat());
        assertEquals(2, floats.size(0));
        assertArrayEquals(new double[] {1, 0, 1}, truths.values());
    }

    @Test
    void refusesWhatItCannotRead() {
        assertRefused("no NumPy array", "no array, longer than a header".getBytes(ISO_8859_1));
        assertRefused("NumPy type must be <f8, <f4 or |b1, was <i8", file("<i8", "(1,)", new byte[8]));
        assertRefused("NumPy array must hold 16 bytes, holds 8", file("<f8", "(2,)", new byte[8]));
    }

    private static void assertRefused(String message, byte[] file) {
        assertEquals(message, Refusal.of(IllegalArgumentException.class, () -> NpyArray.read(file)));
    }

    private static byte[] file(String type, String shape, byte[] numbers) {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
        ByteBuffer head = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        head.put("\u0093NUMPY\1\0".getBytes(ISO_8859_1)).putShort((short) header.length());
        return join(head.array(), header.getBytes(ISO_8859_1), numbers);
    }

    private static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
