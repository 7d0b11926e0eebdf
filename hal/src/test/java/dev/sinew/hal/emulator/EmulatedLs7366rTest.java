package dev.sinew.hal.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.hal.bus.BusStatus;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// Bytes by the LS7366R data sheet, table 1 and the register descriptions. One turn of the joint makes 1000 edges.
class EmulatedLs7366rTest {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private final FakePlant plant = new FakePlant();
    private final EmulatedLs7366r chip = new EmulatedLs7366r(plant, 0, 1000, 1);

    private String transfer(String bytes) {
        byte[] buffer = HEX.parseHex(bytes);
        assertEquals(BusStatus.OK, chip.transfer(buffer, 0, buffer, 0, buffer.length));
        return HEX.formatHex(buffer);
    }

    private void turn(double edges) {
        plant.position[0] = edges / 1000 * 2 * Math.PI;
    }

    @Test
    void powerUpIsRecordedInTheStatus() {
        // STR: PLS is b2, CEN b3
        assertEquals("00 0C", transfer("70 00"));
        transfer("30");
        assertEquals("00 08", transfer("70 00"));
    }

    @Test
    void modeRegistersReadBack() {
        transfer("88 03");
        transfer("90 80");

        assertEquals("00 03", transfer("48 00"));
        assertEquals("00 80", transfer("50 00"));
        transfer("08"); // CLR MDR0
        assertEquals("00 00", transfer("48 00"));
    }

    @Test
    void countsFourTwoOrOnePerCycle() {
        String[] counts = {"00 00 00 00 C8", "00 00 00 00 64", "00 00 00 00 32"}; // 200 edges: 200, 100, 50
        for (int i = 0; i < 3; i++) {
            transfer("88 0" + (3 - i)); // MDR0 b1:0 = 11, 10, 01
            turn(0.5);
            transfer("60 00 00 00 00");
            transfer("20");
            turn(200.5);
            assertEquals(counts[i], transfer("60 00 00 00 00"));
        }
    }

    @Test
    void countsDownThroughZeroIntoTwosComplement() {
        transfer("88 03");
        turn(-3.5); // four edges passed

        assertEquals("00 FF FF FF FC", transfer("60 00 00 00 00"));
        assertEquals("00 4D", transfer("70 00")); // BW b6, CEN b3, PLS b2, S b0
    }

    @Test
    void fewerBytesWrapEarlier() {
        transfer("88 03");
        transfer("90 02"); // MDR1 b1:0 = 10: two bytes
        turn(65_537.5);

        assertEquals("00 00 01", transfer("60 00 00"));
        assertEquals("00 8E", transfer("70 00")); // CY b7, CEN b3, PLS b2, U/D b1
    }

    @Test
    void stopsCountingWhenToldTo() {
        transfer("88 03");
        transfer("90 04"); // MDR1 b2
        turn(100);
        assertEquals("00 00 00 00 00", transfer("60 00 00 00 00"));
        assertEquals("00 04", transfer("70 00")); // CEN clear

        transfer("90 00");
        turn(110);
        assertEquals("00 00 00 00 0A", transfer("60 00 00 00 00"));
    }

    @Test
    void theDataRegisterLoadsTheCounter() {
        transfer("98 7F FF FF FF"); // WR DTR
        transfer("E0"); // LOAD CNTR
        assertEquals("00 7F FF FF FF", transfer("60 00 00 00 00"));

        transfer("20"); // CLR CNTR
        assertEquals("00 7F FF FF FF", transfer("68 00 00 00 00")); // OTR keeps what was read last
        transfer("E8"); // LOAD OTR
        assertEquals("00 00 00 00 00", transfer("68 00 00 00 00"));
    }

    @Test
    void edgesOfAStuckEncoderAreLost() {
        transfer("88 03");
        chip.faults().stale = true;
        turn(50.5);
        assertEquals("00 00 00 00 00", transfer("60 00 00 00 00"));

        chip.faults().stale = false;
        turn(51.5);
        assertEquals("00 00 00 00 01", transfer("60 00 00 00 00"));
    }

    @Test
    void aMissingChipLeavesTheLineHigh() {
        chip.faults().absent = true;

        assertEquals("FF FF", transfer("70 00"));
    }
}
