package dev.sinew.hal.power;

import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.I2cBus;

/// INA219: voltage and current of the motor supply on I2C.
///
/// Source: Texas Instruments *INA219*, SBOS448G, §8.5.1 (calibration), §8.6.2.1 (configuration), §8.6.3 (data
/// registers). Registers are 16 bits, high byte first, and do not auto-increment.
///
/// | register      | address | use                                                                              |
/// |---------------|---------|----------------------------------------------------------------------------------|
/// | configuration | 00      | 399F: 32 V, gain /8 (±320 mV), 12 bit each (532 µs), both continuously           |
/// | bus voltage   | 02      | each tick: b15:3 in 4 mV; b1 conversion ready; b0 overflow                       |
/// | power         | 03      | each tick: only because reading it clears conversion ready                      |
/// | current       | 04      | each tick: in 10 µV / shunt                                                      |
/// | calibration   | 05      | 4096 = 0.04096 / (10 µV), so that one step of current is one step of shunt voltage |
///
/// Three transfers of 1 + 2 bytes a tick. With 0.1 Ω the current ends at ±3.2 A and one step is 0.1 mA.
public final class Ina219 {
    private static final int CONFIGURATION = 0x00;
    private static final int BUS_VOLTAGE = 0x02;
    private static final int POWER = 0x03;
    private static final int CURRENT = 0x04;
    private static final int CALIBRATION = 0x05;
    private static final int BOTH_CONTINUOUSLY = 0x399F;
    private static final int ONE_TO_ONE = 4096;
    private static final int CONVERSION_READY = 0x0002;
    private static final int OVERFLOW = 0x0001;
    private static final double VOLTS = 4e-3;
    private static final double SHUNT_VOLTS = 10e-6;

    private final I2cBus bus;
    private final int address;
    private final double amperes;
    private final byte[] out = new byte[3];
    private final byte[] in = new byte[2];

    /// Touches nothing yet.
    ///
    /// @param bus I2C bus
    /// @param address 7-bit address, 0x40-0x4F
    /// @param shuntOhms resistance of the shunt, Ω, positive
    public Ina219(I2cBus bus, int address, double shuntOhms) {
        if (!(shuntOhms > 0) || Double.isInfinite(shuntOhms)) {
            throw new IllegalArgumentException("INA219 shunt must be positive and finite, was " + shuntOhms + " Ω");
        }
        this.bus = bus;
        this.address = address;
        amperes = SHUNT_VOLTS / shuntOhms;
    }

    /// Sets the chip up.
    ///
    /// @throws BusException when it does not answer or does not take its settings
    public void configure() {
        require(setUp());
        expect("configuration", CONFIGURATION, BOTH_CONTINUOUSLY);
        expect("calibration", CALIBRATION, ONE_TO_ONE);
    }

    /// Reads voltage and current. Allocates nothing.
    ///
    /// @param reading filled only when the status is OK; not fresh when nothing was measured since the last one
    /// @return how it ended; [BusStatus#CHECKSUM] when the chip says that its arithmetic overflowed
    public BusStatus read(PowerReading reading) {
        BusStatus status = read(BUS_VOLTAGE);
        if (status != BusStatus.OK) {
            return status;
        }
        int busVoltage = word() & 0xFFFF;
        status = read(CURRENT);
        if (status != BusStatus.OK) {
            return status;
        }
        int current = word();
        status = read(POWER);
        if (status != BusStatus.OK) {
            return status;
        }
        if ((busVoltage & OVERFLOW) != 0) {
            return BusStatus.CHECKSUM;
        }
        reading.set((busVoltage >> 3) * VOLTS, current * amperes, (busVoltage & CONVERSION_READY) != 0);
        return status;
    }

    /// Looks whether the chip still has its calibration, without which every current is zero; it loses it when its
    /// supply dips. Writes it again if so.
    ///
    /// @return [BusStatus#CHECKSUM] when it had lost it: the current read before was wrong
    public BusStatus verify() {
        BusStatus status = read(CALIBRATION);
        if (status != BusStatus.OK || word() == ONE_TO_ONE) {
            return status;
        }
        status = setUp();
        return status == BusStatus.OK ? BusStatus.CHECKSUM : status;
    }

    private BusStatus setUp() {
        BusStatus status = write(CONFIGURATION, BOTH_CONTINUOUSLY);
        return status == BusStatus.OK ? write(CALIBRATION, ONE_TO_ONE) : status;
    }

    private BusStatus write(int register, int word) {
        out[0] = (byte) register;
        out[1] = (byte) (word >> 8);
        out[2] = (byte) word;
        return bus.write(address, out, 3);
    }

    private BusStatus read(int register) {
        out[0] = (byte) register;
        return bus.writeRead(address, out, 1, in, 2);
    }

    private int word() {
        return in[0] << 8 | (in[1] & 0xFF);
    }

    private void expect(String name, int register, int expected) {
        require(read(register));
        int found = word() & 0xFFFF;
        if (found != expected) {
            throw new BusException("INA219 at I2C address 0x%02X: %s must be 0x%04X, was 0x%04X"
                    .formatted(address, name, expected, found));
        }
    }

    private void require(BusStatus status) {
        if (status != BusStatus.OK) {
            throw new BusException("INA219 at I2C address 0x%02X must answer with OK, was %s: check wires and A0, A1"
                    .formatted(address, status));
        }
    }
}
