package dev.sinew.hal.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.I2cPort;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/// One I2C bus by `/dev/i2c-N`: each transfer is one `I2C_RDWR` request of one or two messages, with a repeated
/// START between them. Source: the kernel's `Documentation/i2c/dev-interface.rst`.
///
/// Native memory of one port, made once:
///
/// | offset | what |
/// |---|---|
/// | 0 | `i2c_rdwr_ioctl_data` |
/// | 16 | `i2c_msg` that writes, `i2c_msg` that reads |
/// | 48 | bytes to write, [#MOST_BYTES] |
/// | 48 + [#MOST_BYTES] | bytes read, [#MOST_BYTES] |
final class LinuxI2c implements I2cPort {
    /// Most bytes of one direction: 3 ms at 400 kHz, twice the longest register burst of a chip here.
    static final int MOST_BYTES = 128;

    private static final int WRITE_MSG = LinuxAbi.I2C_RDWR_BYTES;
    private static final int READ_MSG = WRITE_MSG + LinuxAbi.I2C_MSG_BYTES;
    private static final int OUT = READ_MSG + LinuxAbi.I2C_MSG_BYTES;
    private static final int IN = OUT + MOST_BYTES;
    private static final int UNKNOWN = -1;
    /// A byte and its acknowledge.
    private static final int CLOCKS_PER_BYTE = 9;

    private final Libc libc;
    private final DeviceNode node;
    private final MemorySegment memory = Arena.ofAuto().allocate(IN + MOST_BYTES, Long.BYTES);
    private final MemorySegment both = memory.asSlice(WRITE_MSG);
    private final MemorySegment readOnly = memory.asSlice(READ_MSG);

    /// Opens a bus.
    ///
    /// @param root where `dev` and `sys` are
    LinuxI2c(Libc libc, Path root, int bus, int hertz) {
        this.libc = libc;
        refuseOtherClock(root, bus, hertz);
        node = DeviceNode.open(
                libc,
                root.resolve("dev/i2c-" + bus),
                "i2c",
                "I2C " + bus + " is off: type `sudo raspi-config nonint do_i2c 0` and reboot");
        try {
            refuseAdapterWithoutPlainI2c();
            limitWait(hertz);
        } catch (BusException e) {
            node.close();
            throw e;
        }
        layOut();
    }

    /// The clock of a bus is set at boot; a slower one than the wiring asks for would eat the tick, a faster one
    /// may be too much for a chip.
    private static void refuseOtherClock(Path root, int bus, int hertz) {
        int found = clock(root, bus);
        if (found != UNKNOWN && found != hertz) {
            throw new BusException("I2C bus " + bus + " must run at " + hertz + " Hz, was at " + found
                    + " Hz: add the line dtparam=i2c_arm_baudrate=" + hertz
                    + " to /boot/firmware/config.txt and reboot");
        }
    }

    private static int clock(Path root, int bus) {
        Path frequency = root.resolve("sys/class/i2c-adapter/i2c-" + bus + "/of_node/clock-frequency");
        try {
            byte[] cell = Files.readAllBytes(frequency);
            return cell.length == Integer.BYTES ? ByteBuffer.wrap(cell).getInt() : UNKNOWN; // big-endian
        } catch (IOException e) {
            return UNKNOWN; // the device tree does not describe this adapter
        }
    }

    private void refuseAdapterWithoutPlainI2c() {
        int result = libc.ioctl(node.descriptor(), LinuxAbi.I2C_FUNCS, memory);
        if (result < 0) {
            throw node.refused("I2C_FUNCS", result);
        }
        long functions = memory.get(JAVA_LONG, 0);
        if ((functions & LinuxAbi.I2C_FUNC_I2C) == 0) {
            throw new BusException(
                    node.path() + " must be an adapter with plain I2C transfers (functions bit 0), was 0x"
                            + Long.toHexString(functions));
        }
    }

    /// Lets a transfer hang for hardly longer than the longest one takes (10 ms at 400 kHz), not for the kernel's
    /// second. The wait is the adapter's: it holds for every program on this bus until the next boot.
    private void limitWait(int hertz) {
        long longestMillis = 2 + 2L * MOST_BYTES * CLOCKS_PER_BYTE * 1000 / hertz;
        long tens = Math.ceilDiv(longestMillis, 10); // the request counts in 10 ms
        int result = libc.ioctl(node.descriptor(), LinuxAbi.I2C_TIMEOUT, MemorySegment.ofAddress(tens));
        if (result < 0) {
            throw node.refused("I2C_TIMEOUT", result);
        }
    }

    private void layOut() {
        memory.fill((byte) 0);
        memory.set(ADDRESS, WRITE_MSG + LinuxAbi.I2C_MSG_BUF, memory.asSlice(OUT));
        memory.set(JAVA_SHORT, READ_MSG + LinuxAbi.I2C_MSG_FLAGS, LinuxAbi.I2C_M_RD);
        memory.set(ADDRESS, READ_MSG + LinuxAbi.I2C_MSG_BUF, memory.asSlice(IN));
    }

    @Override
    public BusStatus transfer(
            int address, byte[] out, int outOffset, int outLength, byte[] in, int inOffset, int inLength) {
        if (outLength > MOST_BYTES || inLength > MOST_BYTES) {
            throw new IllegalArgumentException("an I2C transfer must be at most " + MOST_BYTES + " bytes each way, was "
                    + outLength + " and " + inLength);
        }
        MemorySegment.copy(out, outOffset, memory, JAVA_BYTE, OUT, outLength);
        message(WRITE_MSG, address, outLength);
        message(READ_MSG, address, inLength);
        boolean writes = outLength > 0 || inLength == 0; // nothing at all: address the device and stop
        int messages = (writes ? 1 : 0) + (inLength > 0 ? 1 : 0);
        memory.set(ADDRESS, LinuxAbi.I2C_RDWR_MSGS, writes ? both : readOnly);
        memory.set(JAVA_INT, LinuxAbi.I2C_RDWR_NMSGS, messages);
        int result = libc.ioctl(node.descriptor(), LinuxAbi.I2C_RDWR, memory);
        if (result < 0) {
            return Errno.status(result);
        }
        if (result < messages) {
            return BusStatus.SHORT;
        }
        MemorySegment.copy(memory, JAVA_BYTE, IN, in, inOffset, inLength);
        return BusStatus.OK;
    }

    private void message(int offset, int address, int length) {
        memory.set(JAVA_SHORT, offset + LinuxAbi.I2C_MSG_ADDR, (short) address);
        memory.set(JAVA_SHORT, offset + LinuxAbi.I2C_MSG_LEN, (short) length);
    }

    void close() {
        node.close();
    }
}
