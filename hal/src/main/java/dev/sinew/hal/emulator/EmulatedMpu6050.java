package dev.sinew.hal.emulator;

import dev.sinew.config.robot.AxisMap;

/// MPU6050 IMU at register level, without FIFO, DMP, auxiliary bus and self test.
///
/// Source: InvenSense *MPU-6000/MPU-6050 Register Map and Descriptions*, RM-MPU-6000A-00 rev. 4.2, §3 (reset values)
/// and §4 (bits); start-up times from *MPU-6000/MPU-6050 Product Specification*, PS-MPU-6000A-00 rev. 3.4, §6.1 and
/// §6.2.
///
/// | register     | address | reset | here                                                      |
/// |--------------|---------|-------|-----------------------------------------------------------|
/// | SMPLRT_DIV   | 19      | 00    | sample rate = gyroscope output rate / (1 + SMPLRT_DIV)    |
/// | CONFIG       | 1A      | 00    | b2:0 filter: 0 and 7 make 8 kHz, 1-6 make 1 kHz           |
/// | GYRO_CONFIG  | 1B      | 00    | b4:3 range: 131, 65.5, 32.8, 16.4 LSB per °/s             |
/// | ACCEL_CONFIG | 1C      | 00    | b4:3 range: 16384, 8192, 4096, 2048 LSB per g             |
/// | INT_ENABLE   | 38      | 00    | b0 data ready                                             |
/// | INT_STATUS   | 3A      | 00    | b0 data ready; reading clears                             |
/// | ACCEL … GYRO | 3B-48   | 00    | acceleration, temperature, rate: 7 words, high byte first |
/// | PWR_MGMT_1   | 6B      | 40    | b7 reset, b6 sleep, b2:0 clock                            |
/// | WHO_AM_I     | 75      | 68    | read-only                                                 |
final class EmulatedMpu6050 implements I2cChip {
    private static final int SMPLRT_DIV = 0x19;
    private static final int CONFIG = 0x1A;
    private static final int GYRO_CONFIG = 0x1B;
    private static final int ACCEL_CONFIG = 0x1C;
    private static final int INT_ENABLE = 0x38;
    private static final int INT_STATUS = 0x3A;
    private static final int ACCEL_XOUT_H = 0x3B;
    private static final int TEMP_OUT_H = 0x41;
    private static final int GYRO_XOUT_H = 0x43;
    private static final int PWR_MGMT_1 = 0x6B;
    private static final int FIFO_R_W = 0x74;
    private static final int WHO_AM_I = 0x75;
    private static final int DEVICE_RESET = 0x80;
    private static final int SLEEP = 0x40;
    private static final int DATA_READY = 0x01;

    private static final double[] LSB_PER_DEGREE_PER_SECOND = {131, 65.5, 32.8, 16.4};
    private static final double STANDARD_GRAVITY = 9.80665;
    // TEMP_OUT = (°C − 36.53)·340, §4 register 65; the plant has no temperature, a room has 25 °C
    private static final int ROOM_TEMPERATURE = (int) Math.rint((25 - 36.53) * 340);
    private static final long REGISTERS_READY_NANOS = 100_000_000; // power-up to register access, §6.2, maximum
    private static final long GYRO_START_NANOS = 30_000_000; // sleep to first valid rate, §6.1

    private final Plant plant;
    private final int address;
    private final AxisMap mounting;
    private final RegisterFile registers = new RegisterFile(0x80);
    private final ChipFaults faults = new ChipFaults();
    private final double[] angularVelocity = new double[3];
    private final double[] specificForce = new double[3];
    private final double[] chipAxes = new double[3];
    private int pointer;
    private boolean pointerNext;
    private long readyAt;
    private long firstSampleAt;
    private long samples;

    /// A chip that has been powered for long.
    ///
    /// @param plant what it senses
    /// @param address 7-bit address, 0x68 or 0x69
    /// @param mounting which chip axis each base axis is
    EmulatedMpu6050(Plant plant, int address, AxisMap mounting) {
        this.plant = plant;
        this.address = address;
        this.mounting = mounting;
        registers.declare(SMPLRT_DIV, 0x00, 0xFF);
        registers.declare(CONFIG, 0x00, 0x3F);
        registers.declare(GYRO_CONFIG, 0x00, 0xF8);
        registers.declare(ACCEL_CONFIG, 0x00, 0xF8);
        registers.declare(INT_ENABLE, 0x00, 0x19);
        registers.declare(PWR_MGMT_1, 0x40, 0xEF);
        registers.declare(WHO_AM_I, 0x68, 0x00);
        readyAt = plant.nanos();
    }

    @Override
    public boolean start(int wireAddress, boolean read) {
        boolean ready = plant.nanos() >= readyAt;
        boolean resetting = registers.has(PWR_MGMT_1, DEVICE_RESET);
        if (wireAddress != address || !(ready || resetting)) {
            return false;
        }
        if (ready) {
            finishReset();
            sample(); // the registers stand still while a transfer runs, §4 register 59
        }
        pointerNext = !read;
        return true;
    }

    @Override
    public boolean write(int value) {
        if (pointerNext) {
            pointer = value & 0x7F;
            pointerNext = false;
            return true;
        }
        if (plant.nanos() >= readyAt) {
            store(value);
        }
        advancePointer();
        return true;
    }

    @Override
    public int read() {
        int value = registers.get(pointer);
        if (pointer == INT_STATUS) {
            registers.set(INT_STATUS, 0);
        }
        advancePointer();
        return value;
    }

    @Override
    public void stop() {}

    @Override
    public void powerOn() {
        registers.reset();
        readyAt = plant.nanos() + REGISTERS_READY_NANOS;
    }

    @Override
    public ChipFaults faults() {
        return faults;
    }

    private void store(int value) {
        boolean slept = registers.has(PWR_MGMT_1, SLEEP);
        registers.write(pointer, value);
        if (registers.has(PWR_MGMT_1, DEVICE_RESET)) {
            powerOn();
            registers.set(PWR_MGMT_1, DEVICE_RESET | SLEEP); // reads back set until the reset is done
        } else if (slept && !registers.has(PWR_MGMT_1, SLEEP)) {
            startSampling(plant.nanos() + GYRO_START_NANOS);
        } else if (pointer == SMPLRT_DIV || pointer == CONFIG) {
            startSampling(Math.max(firstSampleAt, plant.nanos()));
        }
    }

    private void advancePointer() {
        if (pointer != FIFO_R_W) {
            pointer = (pointer + 1) & 0x7F;
        }
    }

    private void finishReset() {
        if (registers.has(PWR_MGMT_1, DEVICE_RESET)) {
            registers.set(PWR_MGMT_1, SLEEP);
        }
    }

    private void startSampling(long at) {
        firstSampleAt = at;
        samples = 0;
    }

    /// Takes the newest sample that is due. Samples between two transfers are never seen, so they are not taken.
    private void sample() {
        long sincePeriods = plant.nanos() - firstSampleAt;
        if (registers.has(PWR_MGMT_1, SLEEP) || sincePeriods < 0) {
            return;
        }
        long due = 1 + sincePeriods / periodNanos();
        if (due == samples || faults.stale) {
            return;
        }
        samples = due;
        if (!faults.frozen) {
            latch();
        }
        if (registers.has(INT_ENABLE, DATA_READY)) {
            registers.set(INT_STATUS, registers.get(INT_STATUS) | DATA_READY);
        }
    }

    private long periodNanos() {
        int filter = registers.get(CONFIG) & 0x07;
        long gyroNanos = filter == 0 || filter == 7 ? 125_000 : 1_000_000;
        return gyroNanos * (1 + registers.get(SMPLRT_DIV));
    }

    private void latch() {
        plant.angularVelocity(angularVelocity);
        plant.specificForce(specificForce);
        double perDegree = LSB_PER_DEGREE_PER_SECOND[(registers.get(GYRO_CONFIG) >> 3) & 3];
        double perGravity = 16384 >> ((registers.get(ACCEL_CONFIG) >> 3) & 3);
        mounting.toSensor(angularVelocity, chipAxes);
        for (int axis = 0; axis < 3; axis++) {
            double rate = Math.toDegrees(chipAxes[axis] + faults.angularVelocity);
            registers.setWord(GYRO_XOUT_H + 2 * axis, word(rate * perDegree));
        }
        mounting.toSensor(specificForce, chipAxes);
        for (int axis = 0; axis < 3; axis++) {
            double force = (chipAxes[axis] + faults.specificForce) / STANDARD_GRAVITY;
            registers.setWord(ACCEL_XOUT_H + 2 * axis, word(force * perGravity));
        }
        registers.setWord(TEMP_OUT_H, ROOM_TEMPERATURE);
    }

    /// Nearest 16-bit word; beyond the range the converter stays at its end.
    private static int word(double counts) {
        return (int) Math.clamp(Math.rint(counts), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
