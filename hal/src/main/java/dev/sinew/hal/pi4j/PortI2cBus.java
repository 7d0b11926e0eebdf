package dev.sinew.hal.pi4j;

import com.pi4j.io.exception.IOException;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CBus;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.I2cPort;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// One I2C bus of Pi4J: all its devices share this object, its port and its lock.
///
/// The lock is free in normal work, where one thread owns a bus, and then costs no memory. Whoever does not get
/// it in time learns [BusStatus#TIMEOUT] instead of waiting behind a transfer that hangs.
final class PortI2cBus implements I2CBus {
    private static final long LOCK_WAIT_NANOS = 5_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final I2cPort port;
    private final int hertz;

    PortI2cBus(I2cPort port, int hertz) {
        this.port = port;
        this.hertz = hertz;
    }

    int hertz() {
        return hertz;
    }

    BusStatus transfer(int address, byte[] out, int outOffset, int outLength, byte[] in, int inOffset, int inLength) {
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
