package dev.sinew.hal.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Words by SBOS448G. The shunt has 0.1 Ω.
class EmulatedIna219Test {
    private static final int MONITOR = 0x40;
    private static final long BOTH_NANOS = 1_100_000; // table 5: two conversions of 532 µs, rounded to plant steps

    private final FakePlant plant = new FakePlant();
    private final SupplyRail supply = new SupplyRail(plant);
    private final EmulatedIna219 chip = new EmulatedIna219(plant, supply, MONITOR, 0.1);
    private final Wire wire = new Wire(chip);

    @Test
    void powerUpValuesAreTheSheets() {
        // table 2
        assertEquals("39 9F", wire.read(MONITOR, "00", 2));
        assertEquals("00 00", wire.read(MONITOR, "05", 2));
    }

    @Test
    void measuresBusVoltageInFourMillivolts() {
        plant.supplyVoltage = 12;
        plant.advance(BOTH_NANOS);

        // §8.6.3.2: 12 V / 4 mV = 3000, shifted left by 3, CNVR b1: 24002 = 0x5DC2
        assertEquals("5D C2", wire.read(MONITOR, "02", 2));
    }

    @Test
    void measuresShuntVoltageInTenMicrovoltsWithSign() {
        plant.supplyCurrent = -1;
        plant.advance(BOTH_NANOS);

        // §8.6.3.1: −0.1 V / 10 µV = −10000 = 0xD8F0
        assertEquals("D8 F0", wire.read(MONITOR, "01", 2));
    }

    @Test
    void currentAndPowerNeedTheCalibration() {
        plant.supplyCurrent = 1.5;
        plant.advance(BOTH_NANOS);
        assertEquals("00 00", wire.read(MONITOR, "04", 2));

        wire.write(MONITOR, "05 10 00"); // 4096: current register = shunt register
        plant.advance(BOTH_NANOS);
        assertEquals("3A 98", wire.read(MONITOR, "04", 2)); // 15000
        assertEquals("23 28", wire.read(MONITOR, "03", 2)); // §8.5.1: 15000 · 3000 / 5000 = 9000
    }

    @Test
    void theLowestBitOfTheCalibrationIsVoid() {
        wire.write(MONITOR, "05 10 01"); // §8.6.4.1

        assertEquals("10 00", wire.read(MONITOR, "05", 2));
    }

    @Test
    void readingThePowerClearsConversionReady() {
        plant.advance(BOTH_NANOS);
        assertEquals("5D C2", wire.read(MONITOR, "02", 2));
        assertEquals("5D C2", wire.read(MONITOR, "02", 2));
        wire.read(MONITOR, "03", 2);
        assertEquals("5D C0", wire.read(MONITOR, "02", 2)); // §8.6.3.2

        plant.advance(BOTH_NANOS);
        assertEquals("5D C2", wire.read(MONITOR, "02", 2));
    }

    @Test
    void aConversionTakesItsTime() {
        plant.supplyVoltage = 10;
        plant.advance(1_000_000); // 64 µs too early
        assertEquals("00 00", wire.read(MONITOR, "02", 2));

        wire.write(MONITOR, "00 3F FF"); // table 5: 128 samples of each, 68.1 ms each
        plant.advance(136_000_000);
        assertEquals("00 00", wire.read(MONITOR, "02", 2));
        plant.advance(200_000);
        assertEquals("4E 22", wire.read(MONITOR, "02", 2)); // 2500 · 8 + 2 = 20002
    }

    @Test
    void saturatesAtTheGainsAndTheBusRange() {
        plant.supplyCurrent = 5;
        plant.supplyVoltage = 20;
        plant.advance(BOTH_NANOS);
        assertEquals("7D 00", wire.read(MONITOR, "01", 2)); // table 4: gain /8 ends at 320 mV = 32000

        wire.write(MONITOR, "00 01 9F"); // 16 V, gain /1
        plant.advance(BOTH_NANOS);
        assertEquals("0F A0", wire.read(MONITOR, "01", 2)); // 40 mV = 4000
        assertEquals("7D 02", wire.read(MONITOR, "02", 2)); // 16 V = 4000, · 8 + 2
    }

    @Test
    void overflowIsFlagged() {
        plant.supplyCurrent = 3;
        wire.write(MONITOR, "05 FF FE"); // current = 30000 · 65534 / 4096: no 16-bit number
        plant.advance(BOTH_NANOS);

        assertEquals("5D C3", wire.read(MONITOR, "02", 2)); // OVF b0
    }

    @Test
    void triggeredModeConvertsOnceAndPowerDownNever() {
        wire.write(MONITOR, "00 39 9B"); // table 6: both, triggered
        plant.advance(BOTH_NANOS);
        wire.read(MONITOR, "03", 2);
        plant.advance(BOTH_NANOS);
        assertEquals("5D C0", wire.read(MONITOR, "02", 2));

        wire.write(MONITOR, "00 39 98");
        plant.supplyVoltage = 8;
        plant.advance(BOTH_NANOS);
        assertEquals("5D C0", wire.read(MONITOR, "02", 2));
    }

    @Test
    void keepsItsPointer() {
        wire.read(MONITOR, "00", 2);

        assertEquals("39 9F", wire.readOn(MONITOR, 2)); // §8.5.6
    }

    @Test
    void resetBitLosesTheCalibration() {
        wire.write(MONITOR, "05 10 00");
        wire.write(MONITOR, "00 80 00"); // §8.6.2.1: RST b15

        assertEquals("00 00", wire.read(MONITOR, "05", 2));
        assertEquals("39 9F", wire.read(MONITOR, "00", 2));
    }

    @Test
    void aBrownOutShowsInItsReading() {
        supply.ceiling(5);
        plant.advance(BOTH_NANOS);

        assertEquals("27 12", wire.read(MONITOR, "02", 2)); // 1250 · 8 + 2
    }
}
