package dev.sinew.hal.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.ScriptedSpi;
import dev.sinew.hal.bus.VirtualClock;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Bytes by the LS7366R data sheet, table 1 and the register descriptions. 1000 counts make one turn.
class Ls7366rTest {
    private static final double COUNT = 2 * Math.PI / 1000;
    private static final double ROUNDING = 1e-9; // relative 1e-16 of 2^31 counts
    private static final long TICK = 10_000_000;

    private final ScriptedSpi spi =
            new ScriptedSpi().answer(0x48, "03").answer(0x50, "00").answer(0x70, "08");
    private final VirtualClock clock = new VirtualClock();
    private final Ls7366r counter = new Ls7366r(spi, "left", 1000, 1, clock);
    private final EncoderReading reading = new EncoderReading();

    private void readCount(int count) {
        spi.answer(
                0x60,
                "%02X %02X %02X %02X".formatted(count >>> 24, count >> 16 & 0xFF, count >> 8 & 0xFF, count & 0xFF));
        clock.advance(TICK);
        assertEquals(BusStatus.OK, counter.read(reading));
    }

    @Test
    void setsUpByTheInstructionTable() {
        counter.configure();

        assertEquals(
                List.of(
                        "88 03", // WR MDR0: x4 b1:0, free running b3:2
                        "90 00", // WR MDR1: four bytes b1:0, counting b2
                        "48 00", // RD MDR0
                        "50 00", // RD MDR1
                        "20", // CLR CNTR
                        "30"), // CLR STR: PLS b2 was set by power-up
                spi.taken());
    }

    @Test
    void readsStatusThenCountAndMakesAnAngle() {
        readCount(0);
        spi.taken();
        readCount(250);

        assertEquals(List.of("70 00", "60 00 00 00 00"), spi.taken()); // RD STR, one byte; RD CNTR, four bytes
        assertEquals(Math.PI / 2, reading.position(), ROUNDING);
        assertEquals(250 * COUNT / 0.01, reading.velocity(), ROUNDING);
    }

    @Test
    void theFirstReadingAfterSetUpHasNoVelocityAndNoJump() {
        counter.configure();

        readCount(123_456);

        assertEquals(0, reading.position());
        assertEquals(0, reading.velocity());
    }

    @Test
    void countsOnAcrossTheWrap() {
        readCount(Integer.MAX_VALUE - 4);
        readCount(Integer.MIN_VALUE + 5);
        assertEquals(10 * COUNT, reading.position(), ROUNDING);

        readCount(Integer.MAX_VALUE - 9);
        assertEquals(-5 * COUNT, reading.position(), ROUNDING);
        assertEquals(-15 * COUNT / 0.01, reading.velocity(), ROUNDING);
    }

    @Test
    void theSignTurnsAngleAndVelocityRound() {
        Ls7366r turned = new Ls7366r(spi, "right", 1000, -1, clock);
        spi.answer(0x60, "00 00 00 00");
        turned.read(reading);
        clock.advance(TICK);
        spi.answer(0x60, "00 00 00 64");
        turned.read(reading);

        assertEquals(-100 * COUNT, reading.position(), ROUNDING);
        assertEquals(-100 * COUNT / 0.01, reading.velocity(), ROUNDING);
    }

    @Test
    void zeroMakesTheLastAngleTheOrigin() {
        readCount(0);
        readCount(700);
        counter.zero();
        readCount(701);

        assertEquals(COUNT, reading.position(), ROUNDING);
        assertEquals(COUNT / 0.01, reading.velocity(), ROUNDING);
    }

    @Test
    void aMissedReadingIsSpreadOverTheTimeItTook() {
        readCount(0);
        spi.end(BusStatus.TIMEOUT);
        clock.advance(TICK);
        assertEquals(BusStatus.TIMEOUT, counter.read(reading));
        spi.end(BusStatus.OK);
        readCount(20);

        assertEquals(20 * COUNT, reading.position(), ROUNDING);
        assertEquals(20 * COUNT / 0.02, reading.velocity(), ROUNDING);
    }

    @Test
    void aLostSupplyOrAMissingChipIsNoReading() {
        readCount(0);
        readCount(5);
        // STR: PLS b2 set; all ones; all zeros, so CEN b3 is clear
        for (String status : List.of("0C", "FF", "00")) {
            spi.answer(0x70, status);
            assertEquals(BusStatus.CHECKSUM, counter.read(reading));
            assertEquals(5 * COUNT, reading.position(), ROUNDING);
        }
    }

    @Test
    void refusesAMissingChip() {
        spi.answer(0x48, "FF");

        BusException refused = assertThrows(BusException.class, counter::configure);
        assertEquals("LS7366R of left: MDR0 must be 0x03, was 0xFF: check wires and chip select", refused.getMessage());
    }

    @Test
    void refusesSettingsThatCountNothing() {
        assertEquals(
                "counts per revolution of left must be positive and finite, was 0.0",
                assertThrows(IllegalArgumentException.class, () -> new Ls7366r(spi, "left", 0, 1, clock))
                        .getMessage());
        assertEquals(
                "encoder sign of left must be +1 or -1, was 0",
                assertThrows(IllegalArgumentException.class, () -> new Ls7366r(spi, "left", 1, 0, clock))
                        .getMessage());
    }
}
