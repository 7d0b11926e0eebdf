package dev.sinew.hal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.SpiPort;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// One SPI device by `/dev/spidevBUS.CS`: each transfer is one `SPI_IOC_MESSAGE(1)` request. Source: the kernel's
/// `Documentation/spi/spidev.rst`.
///
/// Native memory of one port, made once: `spi_ioc_transfer` at 0, bytes out at 32, bytes in behind them.
final class LinuxSpi implements SpiPort {
    /// Most bytes of one transfer: what `spidev` takes unless told otherwise (its parameter `bufsiz`).
    static final int MOST_BYTES = 4096;

    private static final int OUT = LinuxAbi.SPI_TRANSFER_BYTES;
    private static final int IN = OUT + MOST_BYTES;
    private static final byte BITS_PER_WORD = 8;

    private final Libc libc;
    private final DeviceNode node;
    private final MemorySegment memory = Arena.ofAuto().allocate(IN + MOST_BYTES, Long.BYTES);

    /// Opens a device.
    ///
    /// @param root where `dev` is
    LinuxSpi(Libc libc, Path root, int bus, int chipSelect, int hertz, int mode) {
        this.libc = libc;
        node = DeviceNode.open(
                libc,
                root.resolve("dev/spidev" + bus + "." + chipSelect),
                "spi",
                "SPI " + bus + " is off: type `sudo raspi-config nonint do_spi 0` and reboot");
        try {
            set("mode " + mode, LinuxAbi.SPI_IOC_WR_MODE, mode);
            set(BITS_PER_WORD + " bits per word", LinuxAbi.SPI_IOC_WR_BITS_PER_WORD, BITS_PER_WORD);
            set(hertz + " Hz", LinuxAbi.SPI_IOC_WR_MAX_SPEED_HZ, hertz);
        } catch (BusException e) {
            node.close();
            throw e;
        }
        layOut(hertz);
    }

    /// Settings are a byte or four at the start of the argument: little-endian, so one write serves both.
    private void set(String what, long request, int value) {
        memory.set(JAVA_INT, 0, value);
        int result = libc.ioctl(node.descriptor(), request, memory);
        if (result < 0) {
            throw node.refused(what, result);
        }
    }

    private void layOut(int hertz) {
        memory.fill((byte) 0);
        memory.set(JAVA_LONG, LinuxAbi.SPI_TX_BUF, memory.address() + OUT);
        memory.set(JAVA_LONG, LinuxAbi.SPI_RX_BUF, memory.address() + IN);
        memory.set(JAVA_INT, LinuxAbi.SPI_SPEED_HZ, hertz);
        memory.set(JAVA_BYTE, LinuxAbi.SPI_BITS_PER_WORD, BITS_PER_WORD);
    }

    @Override
    public BusStatus transfer(byte[] out, int outOffset, byte[] in, int inOffset, int length) {
        if (length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "an SPI transfer must be at most " + MOST_BYTES + " bytes, was " + length);
        }
        MemorySegment.copy(out, outOffset, memory, JAVA_BYTE, OUT, length);
        memory.set(JAVA_INT, LinuxAbi.SPI_LEN, length);
        int result = libc.ioctl(node.descriptor(), LinuxAbi.SPI_IOC_MESSAGE_1, memory);
        if (result < 0) {
            return Errno.status(result);
        }
        if (result < length) {
            return BusStatus.SHORT;
        }
        MemorySegment.copy(memory, JAVA_BYTE, IN, in, inOffset, length);
        return BusStatus.OK;
    }

    void close() {
        node.close();
    }
}
