package dev.sinew.hal.pi4j;

import com.pi4j.io.i2c.I2CBase;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.io.i2c.I2CProvider;
import dev.sinew.hal.bus.BusStatus;

/// One I2C device of Pi4J on a port. Fails with a [BusFault]; a good transfer of [#write(byte[], int, int)] or
/// [#writeThenRead] allocates nothing.
final class PortI2c extends I2CBase<PortI2cBus> {
    private static final byte[] NOTHING = {};

    private final BusFaults faults;

    PortI2c(I2CProvider provider, I2CConfig config, PortI2cBus bus, BusFaults faults) {
        super(provider, config, bus);
        this.faults = faults;
    }

    private void transfer(byte[] out, int outOffset, int outLength, byte[] in, int inOffset, int inLength) {
        faults.check(
                isOpen ? i2CBus.transfer(device(), out, outOffset, outLength, in, inOffset, inLength) : BusStatus.GONE);
    }

    /// Writes, then reads after a repeated START: there is no time between the two, so a delay is refused.
    @Override
    public void writeThenRead(
            byte[] out, int outOffset, int outLength, int readDelayNanos, byte[] in, int inOffset, int inLength) {
        if (readDelayNanos != 0) {
            throw new IllegalArgumentException("a repeated START has no delay, was " + readDelayNanos + " ns");
        }
        transfer(out, outOffset, outLength, in, inOffset, inLength);
    }

    @Override
    public int write(byte[] out, int offset, int length) {
        transfer(out, offset, length, NOTHING, 0, 0);
        return length;
    }

    @Override
    public int read(byte[] in, int offset, int length) {
        transfer(NOTHING, 0, 0, in, offset, length);
        return length;
    }

    @Override
    public int read() {
        byte[] in = new byte[1];
        read(in, 0, 1);
        return Byte.toUnsignedInt(in[0]);
    }

    @Override
    public int write(byte value) {
        return write(new byte[] {value}, 0, 1);
    }

    @Override
    public int readRegister(int register) {
        byte[] in = new byte[1];
        readRegister(register, in, 0, 1);
        return Byte.toUnsignedInt(in[0]);
    }

    @Override
    public int readRegister(int register, byte[] in, int offset, int length) {
        return readRegister(new byte[] {(byte) register}, in, offset, length);
    }

    @Override
    public int readRegister(byte[] register, byte[] in, int offset, int length) {
        transfer(register, 0, register.length, in, offset, length);
        return length;
    }

    @Override
    public int writeRegister(int register, byte value) {
        write(new byte[] {(byte) register, value}, 0, 2);
        return 1;
    }

    @Override
    public int writeRegister(int register, byte[] out, int offset, int length) {
        return writeRegister(new byte[] {(byte) register}, out, offset, length);
    }

    @Override
    public int writeRegister(byte[] register, byte[] out, int offset, int length) {
        byte[] frame = new byte[register.length + length];
        System.arraycopy(register, 0, frame, 0, register.length);
        System.arraycopy(out, offset, frame, register.length, length);
        write(frame, 0, frame.length);
        return length;
    }
}
