package dev.sinew.hal.pi4j;

import com.pi4j.context.Context;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBase;
import com.pi4j.io.spi.SpiConfig;
import com.pi4j.io.spi.SpiProvider;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.SpiPort;

/// One SPI device of Pi4J on a port. Fails with a [BusFault]; a good [#transfer(byte[], int, byte[], int, int)]
/// allocates nothing.
final class PortSpi extends SpiBase {
    private final SpiPort port;
    private final BusFaults faults = new BusFaults();

    PortSpi(SpiProvider provider, SpiConfig config, SpiPort port) {
        super(provider, config);
        this.port = port;
        this.isOpen = true;
    }

    @Override
    public int transfer(byte[] out, int outOffset, byte[] in, int inOffset, int length) {
        faults.check(isOpen ? port.transfer(out, outOffset, in, inOffset, length) : BusStatus.GONE);
        return length;
    }

    /// Clocks `outLength` bytes out and then `inLength` bytes in under one chip select.
    @Override
    public void writeThenRead(
            byte[] out, int outOffset, int outLength, int readDelayNanos, byte[] in, int inOffset, int inLength) {
        if (readDelayNanos != 0) {
            throw new IllegalArgumentException("bytes of one chip select have no delay, was " + readDelayNanos + " ns");
        }
        byte[] frame = new byte[outLength + inLength];
        System.arraycopy(out, outOffset, frame, 0, outLength);
        transfer(frame, 0, frame, 0, frame.length);
        System.arraycopy(frame, outLength, in, inOffset, inLength);
    }

    @Override
    public int read() {
        byte[] frame = new byte[1];
        transfer(frame, 0, frame, 0, 1);
        return Byte.toUnsignedInt(frame[0]);
    }

    @Override
    public int read(byte[] in, int offset, int length) {
        return transfer(new byte[length], 0, in, offset, length);
    }

    @Override
    public int write(byte value) {
        return write(new byte[] {value}, 0, 1);
    }

    @Override
    public int write(byte[] out, int offset, int length) {
        return transfer(out, offset, new byte[length], 0, length);
    }

    @Override
    public Spi shutdownInternal(Context context) {
        super.shutdownInternal(context);
        isOpen = false;
        return this;
    }
}
