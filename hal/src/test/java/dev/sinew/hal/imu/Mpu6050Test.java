package dev.sinew.hal.imu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.robot.AxisMap;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.ScriptedI2c;
import dev.sinew.hal.bus.VirtualClock;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Bytes by RM-MPU-6000A-00 rev. 4.2, whose sections are named by register number.
class Mpu6050Test {
    private static final double ROUNDING = 1e-12; // a few multiplications in double

    private final ScriptedI2c bus = new ScriptedI2c().answer(0x75, "68");
    private final VirtualClock clock = new VirtualClock();
    private final ImuReading reading = new ImuReading();

    private Mpu6050 imu(AxisMap mounting) {
        return new Mpu6050(bus, 0x68, mounting, clock);
    }

    private Mpu6050 imu() {
        return imu(new AxisMap(1, 2, 3));
    }

    private void answerSettings() {
        bus.answer(0x19, "00").answer(0x1A, "03").answer(0x1B, "10").answer(0x1C, "08");
    }

    @Test
    void setsUpByTheRegisterMap() {
        answerSettings();

        imu().configure();

        assertEquals(
                List.of(
                        "68: 75 > 1", // register 117, WHO_AM_I
                        "68: 6B 80", // register 107: DEVICE_RESET b7
                        "68: 6B > 1", // clears itself when the reset is done
                        "68: 6B 01", // SLEEP b6 clear, CLKSEL 1: PLL with x gyroscope
                        "68: 19 00 03 10 08", // registers 25-28: divider 0, DLPF_CFG 3, FS_SEL 2 in b4:3, AFS_SEL 1
                        "68: 38 01", // register 56: DATA_RDY_EN b0
                        "68: 19 > 1",
                        "68: 1A > 1",
                        "68: 1B > 1",
                        "68: 1C > 1",
                        "68: 3A > 1"), // register 58: clears the data-ready of a sample taken before
                bus.taken());
        assertEquals(150_000_000, clock.nanos());
    }

    @Test
    void readsOneBurstAndScalesItToSi() {
        // register 58, then 59-72 as on register page: accel, temperature, rate, high byte first
        bus.answer(0x3A, "01 20 00 F0 00 00 01 F0 B0 0C D0 F3 30 00 01");

        assertEquals(BusStatus.OK, imu().read(reading));

        assertEquals(List.of("68: 3A > 15"), bus.taken());
        // register 28, AFS_SEL 1: 8192 LSB/g
        assertArrayEquals(new double[] {9.80665, -9.80665 / 2, 9.80665 / 8192}, reading.specificForce(), ROUNDING);
        // register 27, FS_SEL 2: 32.8 LSB per °/s, so 3280 is 100 °/s
        assertArrayEquals(
                new double[] {Math.toRadians(100), Math.toRadians(-100), Math.toRadians(1 / 32.8)},
                reading.angularVelocity(),
                ROUNDING);
        assertEquals(-3920 / 340.0 + 36.53, reading.temperature(), ROUNDING); // register 65
        assertTrue(reading.fresh());
    }

    @Test
    void turnsReadingsIntoBaseAxes() {
        // chip x points left, chip y backwards: base x is −y, base y is x
        bus.answer(0x3A, "01 20 00 10 00 00 00 00 00 0C D0 06 68 00 00");

        imu(new AxisMap(-2, 1, 3)).read(reading);

        assertArrayEquals(new double[] {-9.80665 / 2, 9.80665, 0}, reading.specificForce(), ROUNDING);
        assertArrayEquals(
                new double[] {Math.toRadians(-50), Math.toRadians(100), 0}, reading.angularVelocity(), ROUNDING);
    }

    @Test
    void saysWhenTheSampleIsAnOldOne() {
        bus.answer(0x3A, "01");
        imu().read(reading);
        bus.answer(0x3A, "00");

        assertEquals(BusStatus.OK, imu().read(reading));
        assertFalse(reading.fresh());
    }

    @Test
    void leavesTheReadingAloneWhenATransferFails() {
        bus.answer(0x3A, "01 20 00");
        imu().read(reading);

        for (BusStatus failure : List.of(BusStatus.NACK, BusStatus.SHORT, BusStatus.TIMEOUT, BusStatus.GONE)) {
            bus.end(failure);
            assertEquals(failure, imu().read(reading));
            assertEquals(9.80665, reading.specificForce()[0], ROUNDING);
            assertTrue(reading.fresh());
        }
    }

    @Test
    void refusesAnotherChipByItsIdentity() {
        bus.answer(0x75, "98"); // an ICM-20689 answers so

        BusException refused = assertThrows(BusException.class, () -> imu().configure());
        assertEquals("MPU6050 at I2C address 0x68: WHO_AM_I must be 0x68, was 0x98", refused.getMessage());
    }

    @Test
    void refusesAChipThatDoesNotAnswer() {
        bus.end(BusStatus.NACK);

        BusException refused = assertThrows(BusException.class, () -> imu().configure());
        assertEquals(
                "MPU6050 at I2C address 0x68 must answer with OK, was NACK: check wires and AD0", refused.getMessage());
    }

    @Test
    void refusesAChipThatDoesNotTakeItsSettings() {
        answerSettings();
        bus.answer(0x1B, "00");

        BusException refused = assertThrows(BusException.class, () -> imu().configure());
        assertEquals("MPU6050 at I2C address 0x68: register 0x1B must be 0x10, was 0x00", refused.getMessage());
    }

    @Test
    void refusesAChipWhoseResetDoesNotEnd() {
        bus.answer(0x6B, "C0");

        BusException refused = assertThrows(BusException.class, () -> imu().configure());
        assertEquals(
                "MPU6050 at I2C address 0x68: PWR_MGMT_1 after its reset must be 0x40, was 0xC0", refused.getMessage());
    }

    @Test
    void refusesAnAddressItCannotHave() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new Mpu6050(bus, 0x6A, new AxisMap(1, 2, 3), clock));
        assertEquals("MPU6050 address must be 0x68 or 0x69, was 0x6A", refused.getMessage());
    }
}
