package dev.sinew.hal.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.bus.BusStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bytes by the PCA9685 data sheet rev. 4 and the control function table of the TB6612FNG. M1 (PWM 8, IN2 9, IN1 10)
/// turns joint 0, M4 (PWM 7, IN2 6, IN1 5) joint 1 the other way round.
class EmulatedMotorHatTest {
    private static final int HAT = 0x60;
    private static final String OFF = " 00 00 00 10";
    private static final String ON = " 00 10 00 00";
    private static final String HALF = " 00 00 00 08"; // ON at 0, OFF at 2048
    private static final double EXACT = 0;

    private final FakePlant plant = new FakePlant();
    private final SupplyRail supply = new SupplyRail(plant);
    private final EmulatedMotorHat hat = new EmulatedMotorHat(plant, supply, HAT);
    private final Wire wire = new Wire(hat.chip());

    @BeforeEach
    void wireMotorsAndWakeUp() {
        hat.attach(1, 0, 1);
        hat.attach(4, 1, -1);
        wire.write(HAT, "00 20"); // §7.3.1: b5 AI, b4 SLEEP clear
        plant.advance(1_000_000); // §7.3.1: oscillator up after 0.5 ms at most
    }

    @Test
    void comesUpAsleepWithEveryChannelOff() {
        hat.chip().powerOn();

        assertEquals("11", wire.read(HAT, "00", 1)); // table 5: SLEEP and ALLCALL
        assertEquals("04", wire.read(HAT, "01", 1)); // table 6: OUTDRV
        assertEquals("1E", wire.read(HAT, "FE", 1)); // §7.3.5: 200 Hz
        assertEquals("10", wire.read(HAT, "29", 1)); // table 7: LED8_OFF_H, full off
        assertTrue(plant.coast[0]);
    }

    @Test
    void drivesEachWayByTheTableOfTheBridge() {
        wire.write(HAT, "26" + HALF + OFF + ON); // LED8 at 06 + 4·8: PWM half, IN2 L, IN1 H
        assertEquals(0.5, plant.duty[0], EXACT);
        assertFalse(plant.coast[0]);

        wire.write(HAT, "26" + HALF + ON + OFF); // IN2 H, IN1 L
        assertEquals(-0.5, plant.duty[0], EXACT);

        wire.write(HAT, "1A" + OFF + ON + HALF); // LED5 at 06 + 4·5: IN1 L, IN2 H, PWM half; joint turned round
        assertEquals(0.5, plant.duty[1], EXACT);
    }

    @Test
    void brakesAndCoastsByTheTableOfTheBridge() {
        wire.write(HAT, "26" + ON + ON + ON); // H H: short brake whatever PWM is
        assertEquals(0, plant.duty[0], EXACT);
        assertFalse(plant.coast[0]);

        wire.write(HAT, "26" + OFF + OFF + ON); // H L with PWM low: short brake
        assertEquals(0, plant.duty[0], EXACT);
        assertFalse(plant.coast[0]);

        wire.write(HAT, "26" + ON + OFF + OFF); // L L: open
        assertTrue(plant.coast[0]);
    }

    @Test
    void countsOneStepOf4096() {
        wire.write(HAT, "26 00 00 01 00" + OFF + ON);

        assertEquals(1 / 4096.0, plant.duty[0], EXACT);
    }

    @Test
    void aPulseMayWrapRoundTheEndOfThePeriod() {
        wire.write(HAT, "26 00 0C 00 04" + OFF + ON); // §7.3.3: ON at 3072, OFF at 1024: 2048 steps

        assertEquals(0.5, plant.duty[0], EXACT);
    }

    @Test
    void fullOffWinsOverFullOn() {
        wire.write(HAT, "26 00 10 00 10" + OFF + ON); // §7.3.3

        assertEquals(0, plant.duty[0], EXACT);
    }

    @Test
    void pulsedDirectionPinsAverageOverThePeriod() {
        // IN1 high in the first half, IN2 in the second, PWM always: forward and back cancel
        wire.write(HAT, "26" + ON + " 00 08 FF 0F" + HALF);

        // IN2 is high from 2048 to 4095, one step short of the end
        assertEquals(1 / 4096.0, plant.duty[0], EXACT);
    }

    @Test
    void allLedRegistersReachEveryChannelAndReadZero() {
        wire.write(HAT, "26" + ON + OFF + ON);
        wire.write(HAT, "FD 10"); // §7.3.4: ALL_LED_OFF_H, full off

        assertTrue(plant.coast[0]);
        assertEquals("00", wire.read(HAT, "FD", 1));
        assertEquals("00 10 00 10", wire.read(HAT, "26", 4));
    }

    @Test
    void autoIncrementWrapsAfterTheLastChannelAndStandsStillWhenOff() {
        assertEquals("10 20", wire.read(HAT, "45", 2)); // table 4, remark: 69 is followed by 0 (MODE1)
        wire.write(HAT, "00 00");
        assertEquals("00 00 00", wire.read(HAT, "00", 3));
    }

    @Test
    void prescalerTakesAValueOnlyAsleepAndAtLeastThree() {
        wire.write(HAT, "FE 79");
        assertEquals("1E", wire.read(HAT, "FE", 1)); // §7.3.5

        wire.write(HAT, "00 30");
        wire.write(HAT, "FE 02");
        assertEquals("03", wire.read(HAT, "FE", 1));
    }

    @Test
    void sleepStopsTheOutputsUntilARestart() {
        wire.write(HAT, "26" + ON + OFF + ON);
        wire.write(HAT, "00 30");
        assertTrue(plant.coast[0]);
        assertEquals("B0", wire.read(HAT, "00", 1)); // §7.3.1.1: RESTART reads 1 when a channel was running

        wire.write(HAT, "00 20");
        plant.advance(1_000_000);
        hat.drive();
        assertTrue(plant.coast[0]);

        wire.write(HAT, "00 A0");
        assertEquals(1, plant.duty[0], EXACT);
        assertEquals("20", wire.read(HAT, "00", 1));
    }

    @Test
    void aWriteToAChannelEndsTheWaitForARestart() {
        wire.write(HAT, "26" + ON + OFF + ON);
        wire.write(HAT, "00 30");
        wire.write(HAT, "00 20");
        plant.advance(1_000_000);

        wire.write(HAT, "26" + HALF);

        assertEquals(0.5, plant.duty[0], EXACT);
    }

    @Test
    void theOscillatorNeedsHalfAMillisecond() {
        wire.write(HAT, "00 30");
        wire.write(HAT, "00 20");
        wire.write(HAT, "26" + ON + OFF + ON);
        assertTrue(plant.coast[0]);

        plant.advance(500_000);
        hat.drive();
        assertEquals(1, plant.duty[0], EXACT);
    }

    @Test
    void answersTheGroupAddressWhileEnabledAndTheSoftwareReset() {
        assertEquals(BusStatus.NACK, wire.tryWrite(0x70, "00 21")); // ALLCALL is clear
        wire.write(HAT, "00 21");
        assertEquals(BusStatus.OK, wire.tryWrite(0x70, "00 21")); // ALLCALLADR resets to 0xE0 = 0x70 shifted

        wire.write(0x00, "06"); // §7.6
        assertEquals("11", wire.read(HAT, "00", 1));
    }

    @Test
    void reservedRegistersAreNotAcknowledged() {
        assertEquals(BusStatus.NACK, wire.tryWrite(HAT, "80 00")); // table 4
    }

    @Test
    void aBrownOutScalesTheDriveAndOpensTheBridgeWhenTooDeep() {
        wire.write(HAT, "26" + ON + OFF + ON);
        supply.ceiling(6);
        hat.drive();
        assertEquals(0.5, plant.duty[0], EXACT); // 6 V of the plant's 12

        supply.ceiling(2);
        hat.drive();
        assertTrue(plant.coast[0]);
    }
}
