package dev.sinew.hal.pi4j;

import com.pi4j.io.exception.IOException;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CBase;
import com.pi4j.io.i2c.I2CBus;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.io.i2c.I2CProvider;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.I2cPort;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// One I2C device of Pi4J on a port. Fails with a [BusFault]; a good transfer of [#write(byte[], int, int)] or
/// [#writeThenRead] allocates nothing.
final class PortI2c extends I2CBase<PortI2c.Bus> {
    private static final byte[] NOTHING = {};

    private final BusFaults faults;

    PortI2c(I2CProvider provider, I2CConfig config, Bus bus, BusFaults faults) {
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

    /// One I2C bus of Pi4J: all its devices share this object, its port and its lock.
    ///
    /// The lock is free in normal work, where one thread owns a bus, and then costs no memory. Whoever does not get
    /// it in time learns [BusStatus#TIMEOUT] instead of waiting behind a transfer that hangs.
    static final class Bus implements I2CBus {
        private static final long LOCK_WAIT_NANOS = 5_000_000;

        private final ReentrantLock lock = new ReentrantLock();
        private final I2cPort port;
        private final int hertz;

        Bus(I2cPort port, int hertz) {
            this.port = port;
            this.hertz = hertz;
        }

        int hertz() {
            return hertz;
        }

        BusStatus transfer(
                int address, byte[] out, int outOffset, int outLength, byte[] in, int inOffset, int inLength) {
            if (!acquire()) {
                return BusStatus.TIMEOUT;
            }
            try {
                return port.transfer(address, out, outOffset, outLength, in, inOffset, inLength);
            } finally {
                lock.unlock();
            }
        }

        /// Runs several transfers with no other device's between them.
        @Override
        public <R> R execute(I2C i2c, Callable<R> action) {
            if (!acquire()) {
                throw new BusFault(BusStatus.TIMEOUT);
            }
            try {
                return action.call();
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException("sequence for device 0x" + Integer.toHexString(i2c.device()) + " failed", e);
            } finally {
                lock.unlock();
            }
        }

        private boolean acquire() {
            try {
                return lock.tryLock() || lock.tryLock(LOCK_WAIT_NANOS, TimeUnit.NANOSECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
