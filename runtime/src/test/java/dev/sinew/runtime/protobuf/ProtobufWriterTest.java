package dev.sinew.runtime.protobuf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ProtobufWriterTest {
    private final ProtobufWriter writer = new ProtobufWriter();

    @Test
    void writesTheExamplesOfTheEncodingGuide() {
        // Protocol Buffers, Encoding: field 1 = 150 is 08 96 01; field 2 = "testing"; field 3 = message {1: 150}
        ProtobufWriter inner = new ProtobufWriter().number(1, 150);
        writer.number(1, 150).text(2, "testing").message(3, inner);

        assertEquals("089601" + "120774657374696e67" + "1a03089601", hex());
    }

    @Test
    void packsNumbers() {
        writer.packed(4, 2, Float.BYTES);
        writer.packed(1.0f);
        writer.packed(-2.0f);

        assertEquals("2208" + "0000803f" + "000000c0", hex());
    }

    @Test
    void leavesOutZeroButNotMinusZero() {
        writer.number(1, 0).flag(2, false).fixed(3, 0).decimal(4, 0.0).decimal(5, -0.0);

        assertEquals("29" + "0000000000000080", hex());
    }

    @Test
    void isReadBack() {
        writer.number(1, -1)
                .fixed(2, Long.MIN_VALUE)
                .decimal(300, Math.PI)
                .bytes(4, new byte[1000])
                .flag(5, true);
        ProtobufReader reader = new ProtobufReader(writer.toByteArray());

        assertTrue(reader.next());
        assertEquals(-1, reader.varint());
        assertTrue(reader.next());
        assertEquals(Long.MIN_VALUE, reader.fixedLong());
        assertTrue(reader.next());
        assertEquals(300, reader.field());
        assertEquals(Math.PI, reader.fixedDouble());
        assertTrue(reader.next());
        assertEquals(1000, reader.bytes().remaining());
        assertTrue(reader.next());
        reader.skip();
        assertFalse(reader.next());
    }

    @Test
    void isUsedAgain() {
        writer.text(1, "first");
        writer.clear().number(1, 1);

        assertArrayEquals(new byte[] {8, 1}, writer.toByteArray());
    }

    @Test
    void refusesToReadPastTheEnd() {
        ProtobufReader reader = new ProtobufReader(new byte[] {0x12, 5, 1, 2});
        reader.next();

        assertEquals(
                "truncated: 5 more bytes wanted after byte 2 of 4",
                assertThrows(ProtobufException.class, reader::bytes).getMessage());
    }

    @Test
    void refusesAnotherType() {
        ProtobufReader reader = new ProtobufReader(new byte[] {8, 1});
        reader.next();

        assertEquals(
                "field 1 must have wire type 2, was 0",
                assertThrows(ProtobufException.class, reader::text).getMessage());
    }

    private String hex() {
        return HexFormat.of().formatHex(writer.toByteArray());
    }
}
