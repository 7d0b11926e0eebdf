package dev.sinew.hal.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.robot.AxisMap;
import dev.sinew.hal.bus.BusStatus;
import org.junit.jupiter.api.Test;

/// Bytes by RM-MPU-6000A-00 rev. 4.2, whose sections are named by register number.
class EmulatedMpu6050Test {
    private static final int IMU = 0x68;
    private static final long MILLISECOND = 1_000_000;

    private final FakePlant plant = new FakePlant();
    private final EmulatedMpu6050 chip = new EmulatedMpu6050(plant, IMU, new AxisMap(1, 2, 3));
    private final Wire wire = new Wire(chip);

    private void wake() {
        wire.write(IMU, "6B 01");
        plant.advance(31 * MILLISECOND); // PS-MPU-6000A-00 §6.1: gyroscope start-up 30 ms
    }

    @Test
    void startsAsleepAndNamesItself() {
        // §3: reset value of register 107 is 0x40, of register 117 0x68, of all others 0x00
        assertEquals("40", wire.read(IMU, "6B", 1));
        assertEquals("68", wire.read(IMU, "75", 1));
        assertEquals("00 00 00 00", wire.read(IMU, "19", 4));
    }

    @Test
    void answersOnlyItsOwnAddress() {
        assertEquals(BusStatus.NACK, wire.tryWrite(0x69, "6B 01"));
    }

    @Test
    void whoAmICannotBeWritten() {
        wire.write(IMU, "75 12");

        assertEquals("68", wire.read(IMU, "75", 1));
    }

    @Test
    void measuresNothingWhileAsleep() {
        plant.specificForce[2] = 9.80665;
        plant.advance(100 * MILLISECOND);

        assertEquals("00 00 00 00 00 00", wire.read(IMU, "3B", 6));
    }

    @Test
    void oneGAndOneDegreePerSecondAreTheSensitivitiesOfEachRange() {
        wake();
        plant.specificForce[2] = 9.80665;
        plant.angularVelocity[0] = Math.toRadians(100);
        String[] accelerations = {"40 00", "20 00", "10 00", "08 00"}; // register 59: 16384, 8192, 4096, 2048 LSB/g
        // register 67: 131, 65.5, 32.8, 16.4 LSB per °/s, so 100 °/s are 13100, 6550, 3280, 1640
        String[] rates = {"33 2C", "19 96", "0C D0", "06 68"};
        for (int range = 0; range < 4; range++) {
            String bits = "%02X".formatted(range << 3); // registers 27 and 28: FS_SEL and AFS_SEL are b4:3
            wire.write(IMU, "1B " + bits + " " + bits);
            plant.advance(MILLISECOND);

            assertEquals(accelerations[range], wire.read(IMU, "3F", 2));
            assertEquals(rates[range], wire.read(IMU, "43", 2));
        }
    }

    @Test
    void roomTemperatureFollowsTheSheetsFormula() {
        wake();

        // register 65: °C = TEMP_OUT/340 + 36.53, so 25 °C is −3920 = 0xF0B0
        assertEquals("F0 B0", wire.read(IMU, "41", 2));
    }

    @Test
    void staysAtTheEndOfItsRange() {
        wake();
        plant.specificForce[0] = 100;
        plant.specificForce[1] = -100;
        plant.advance(MILLISECOND);

        assertEquals("7F FF 80 00", wire.read(IMU, "3B", 4));
    }

    @Test
    void dataReadyIsSetByASampleAndClearedByReadingIt() {
        wire.write(IMU, "38 01"); // register 56: DATA_RDY_EN is b0
        wake();

        assertEquals("01", wire.read(IMU, "3A", 1)); // register 58: DATA_RDY_INT is b0
        assertEquals("00", wire.read(IMU, "3A", 1));
        plant.advance(MILLISECOND);
        assertEquals("01", wire.read(IMU, "3A", 1));
    }

    @Test
    void dataReadyNeedsToBeEnabled() {
        wake();

        assertEquals("00", wire.read(IMU, "3A", 1));
    }

    @Test
    void samplesAtTheDividedRate() {
        wire.write(IMU, "1A 03"); // register 26: with a filter the gyroscope runs at 1 kHz
        wire.write(IMU, "19 04"); // register 25: divided by 1 + 4: every 5 ms
        wake();
        wire.read(IMU, "3B", 6);
        int before = plant.imuSamples;

        for (int ms = 0; ms < 20; ms++) {
            plant.advance(MILLISECOND);
            wire.read(IMU, "3B", 6);
        }

        assertEquals(4, plant.imuSamples - before);
    }

    @Test
    void resetTakesTimeAndLosesEverySetting() {
        wake();
        wire.write(IMU, "1C 18");
        wire.write(IMU, "6B 80"); // register 107: DEVICE_RESET is b7 and clears itself

        assertEquals("C0", wire.read(IMU, "6B", 1));
        plant.advance(100 * MILLISECOND);
        assertEquals("40", wire.read(IMU, "6B", 1));
        assertEquals("00", wire.read(IMU, "1C", 1));
    }

    @Test
    void isSilentForAWhileAfterPowerUp() {
        chip.powerOn();

        assertEquals(BusStatus.NACK, wire.tryWrite(IMU, "6B 01"));
        plant.advance(100 * MILLISECOND); // PS-MPU-6000A-00 §6.2: registers ready 100 ms after power-up at most
        assertEquals(BusStatus.OK, wire.tryWrite(IMU, "6B 01"));
    }

    @Test
    void aStaleChipKeepsItsSampleAndAFrozenOneRepeatsIt() {
        wire.write(IMU, "38 01");
        wake();
        plant.specificForce[0] = 9.80665;
        assertEquals("01 40 00", wire.read(IMU, "3A", 3));

        chip.faults().stale = true;
        plant.specificForce[0] = 0;
        plant.advance(MILLISECOND);
        assertEquals("00 40 00", wire.read(IMU, "3A", 3));

        chip.faults().stale = false;
        chip.faults().frozen = true;
        plant.advance(MILLISECOND);
        assertEquals("01 40 00", wire.read(IMU, "3A", 3));
    }
}
