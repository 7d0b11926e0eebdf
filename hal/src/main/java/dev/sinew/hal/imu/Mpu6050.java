package dev.sinew.hal.imu;

import dev.sinew.config.robot.AxisMap;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.I2cBus;
import dev.sinew.hal.bus.MonotonicClock;

/// MPU6050: three-axis gyroscope and accelerometer on I2C.
///
/// Source: InvenSense *MPU-6000/MPU-6050 Register Map and Descriptions*, RM-MPU-6000A-00 rev. 4.2, §4. Words are in
/// two's complement, high byte first.
///
/// | register     | address | set to | why                                                                     |
/// |--------------|---------|--------|-------------------------------------------------------------------------|
/// | SMPLRT_DIV   | 19      | 00     | a sample every ms: at most 1 ms old when read                           |
/// | CONFIG       | 1A      | 03     | filter 44 Hz (4.9 ms), 42 Hz (4.8 ms): below half of a rate of 100 Hz   |
/// | GYRO_CONFIG  | 1B      | 10     | ±1000 °/s: a robot that swings up or falls reaches 360 °/s              |
/// | ACCEL_CONFIG | 1C      | 08     | ±4 g: gravity, wheel thrust and a bump of 2 g fit                       |
/// | INT_ENABLE   | 38      | 01     | data ready, seen in INT_STATUS: tells a new sample from an old one      |
/// | PWR_MGMT_1   | 6B      | 01     | awake, clock from the x gyroscope's PLL                                 |
///
/// One tick is one burst of 15 bytes from 3A: INT_STATUS (reading clears it), then 3 words of acceleration, 1 of
/// temperature, 3 of rate. A burst is of one sampling instant (register 59).
public final class Mpu6050 {
    private static final int SMPLRT_DIV = 0x19;
    private static final int INT_ENABLE = 0x38;
    private static final int INT_STATUS = 0x3A;
    private static final int PWR_MGMT_1 = 0x6B;
    private static final int WHO_AM_I = 0x75;
    private static final int IDENTITY = 0x68;
    private static final int DEVICE_RESET = 0x80;
    private static final int AWAKE_ON_PLL = 0x01;
    private static final int DATA_READY = 0x01;
    private static final byte[] SETTINGS = {0x00, 0x03, 0x10, 0x08}; // from SMPLRT_DIV on
    private static final int BURST = 15;
    private static final int LOWEST_ADDRESS = 0x68;
    private static final int HIGHEST_ADDRESS = 0x69;
    private static final long RESET_NANOS = 100_000_000;
    private static final long WAKE_NANOS = 50_000_000; // the gyroscope needs 30 ms, then the filter settles

    private static final double RADIANS_PER_SECOND = Math.toRadians(1 / 32.8); // at ±1000 °/s
    private static final double METERS_PER_SECOND_SQUARED = 9.80665 / 8192; // at ±4 g
    private static final double CELSIUS = 1 / 340.0;
    private static final double CELSIUS_AT_ZERO = 36.53;

    private final I2cBus bus;
    private final int address;
    private final AxisMap mounting;
    private final MonotonicClock clock;
    private final byte[] out = new byte[1 + SETTINGS.length];
    private final byte[] in = new byte[BURST];
    private final double[] chipAxes = new double[3];

    /// Touches nothing yet.
    ///
    /// @param bus at 400 kHz at most
    /// @param address 7-bit address: 0x68, or 0x69 with AD0 high
    /// @param mounting which chip axis each base axis is
    /// @param clock to wait by while configuring
    public Mpu6050(I2cBus bus, int address, AxisMap mounting, MonotonicClock clock) {
        if (address < LOWEST_ADDRESS || address > HIGHEST_ADDRESS) {
            throw new IllegalArgumentException("MPU6050 address must be 0x68 or 0x69, was 0x%02X".formatted(address));
        }
        this.bus = bus;
        this.address = address;
        this.mounting = mounting;
        this.clock = clock;
    }

    /// Resets the chip and sets it up; takes 150 ms.
    ///
    /// @throws BusException when it does not answer, is another chip or does not take its settings
    public void configure() {
        int identity = register(WHO_AM_I);
        if (identity != IDENTITY) {
            throw refusal("WHO_AM_I", IDENTITY, identity);
        }
        set(PWR_MGMT_1, DEVICE_RESET);
        clock.sleepUntil(clock.nanos() + RESET_NANOS);
        int power = register(PWR_MGMT_1);
        if ((power & DEVICE_RESET) != 0) {
            throw refusal("PWR_MGMT_1 after its reset", power & ~DEVICE_RESET, power);
        }
        set(PWR_MGMT_1, AWAKE_ON_PLL);
        out[0] = (byte) SMPLRT_DIV;
        System.arraycopy(SETTINGS, 0, out, 1, SETTINGS.length);
        require(bus.write(address, out, 1 + SETTINGS.length));
        set(INT_ENABLE, DATA_READY);
        clock.sleepUntil(clock.nanos() + WAKE_NANOS);
        for (int i = 0; i < SETTINGS.length; i++) {
            int found = register(SMPLRT_DIV + i);
            if (found != SETTINGS[i]) {
                throw refusal("register 0x%02X".formatted(SMPLRT_DIV + i), SETTINGS[i], found);
            }
        }
        register(INT_STATUS); // the first reading counts as fresh only for a sample taken after this
    }

    /// Reads one sample. Allocates nothing.
    ///
    /// @param reading filled only when the status is OK; not fresh when the chip has no new sample since the last one
    /// @return how it ended
    public BusStatus read(ImuReading reading) {
        BusStatus status = burst(INT_STATUS, BURST);
        if (status == BusStatus.OK) {
            for (int axis = 0; axis < 3; axis++) {
                chipAxes[axis] = word(1 + 2 * axis) * METERS_PER_SECOND_SQUARED;
            }
            mounting.toBase(chipAxes, reading.specificForce());
            for (int axis = 0; axis < 3; axis++) {
                chipAxes[axis] = word(9 + 2 * axis) * RADIANS_PER_SECOND;
            }
            mounting.toBase(chipAxes, reading.angularVelocity());
            reading.conclude(word(7) * CELSIUS + CELSIUS_AT_ZERO, (in[0] & DATA_READY) != 0);
        }
        return status;
    }

    /// Looks whether the chip still has its settings; it loses them when its supply dips.
    ///
    /// @return [BusStatus#CHECKSUM] when it does not; it needs [#configure] then
    public BusStatus verify() {
        boolean stands = true;
        BusStatus status = burst(SMPLRT_DIV, SETTINGS.length);
        for (int i = 0; i < SETTINGS.length; i++) {
            stands &= in[i] == SETTINGS[i];
        }
        if (status == BusStatus.OK) {
            status = burst(INT_ENABLE, 1);
            stands &= in[0] == DATA_READY;
        }
        if (status == BusStatus.OK) {
            status = burst(PWR_MGMT_1, 1);
            stands &= in[0] == AWAKE_ON_PLL;
        }
        return status == BusStatus.OK && !stands ? BusStatus.CHECKSUM : status;
    }

    private int word(int index) {
        return in[index] << 8 | (in[index + 1] & 0xFF);
    }

    private void set(int register, int value) {
        out[0] = (byte) register;
        out[1] = (byte) value;
        require(bus.write(address, out, 2));
    }

    private int register(int register) {
        require(burst(register, 1));
        return in[0] & 0xFF;
    }

    private BusStatus burst(int register, int length) {
        out[0] = (byte) register;
        return bus.writeRead(address, out, 1, in, length);
    }

    private void require(BusStatus status) {
        if (status != BusStatus.OK) {
            throw new BusException("MPU6050 at I2C address 0x%02X must answer with OK, was %s: check wires and AD0"
                    .formatted(address, status));
        }
    }

    private BusException refusal(String what, int expected, int found) {
        return new BusException("MPU6050 at I2C address 0x%02X: %s must be 0x%02X, was 0x%02X"
                .formatted(address, what, expected, found));
    }
}
