package dev.sinew.runtime.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// Expected bytes are the examples of RFC 8949, appendix A.
class CborWriterTest {
    private final CborWriter cbor = new CborWriter();

    @Test
    void writesIntegersInTheirShortestForm() {
        assertEquals("00", hex(new CborWriter().integer(0)));
        assertEquals("17", hex(new CborWriter().integer(23)));
        assertEquals("1818", hex(new CborWriter().integer(24)));
        assertEquals("1903e8", hex(new CborWriter().integer(1000)));
        assertEquals("1a000f4240", hex(new CborWriter().integer(1_000_000)));
        assertEquals("1b000000e8d4a51000", hex(new CborWriter().integer(1_000_000_000_000L)));
        assertEquals("3863", hex(new CborWriter().integer(-100)));
    }

    @Test
    void writesFloatsAsFloatsEvenWhenTheyAreWhole() {
        assertEquals("fa47c35000", hex(new CborWriter().float32(100000f)));
        assertEquals("fb3ff199999999999a", hex(new CborWriter().float64(1.1)));
        assertEquals("fa7fc00000", hex(new CborWriter().float32(Float.NaN)));
    }

    @Test
    void writesMapsArraysTextAndTruth() {
        assertEquals(
                "a26161016162820203",
                hex(cbor.map(2)
                        .text("a")
                        .integer(1)
                        .text("b")
                        .array(2)
                        .integer(2)
                        .integer(3)));
        assertEquals("62c3bcf5", hex(new CborWriter().text("ü").bool(true)));
    }

    @Test
    void growsAndStartsAnew() {
        float[] values = new float[1000];
        assertEquals(3 + 5 * 1000, cbor.floats(values).toBytes().length);

        assertEquals("f4", hex(cbor.clear().bool(false)));
    }

    private static String hex(CborWriter cbor) {
        return HexFormat.of().formatHex(cbor.toBytes());
    }
}
