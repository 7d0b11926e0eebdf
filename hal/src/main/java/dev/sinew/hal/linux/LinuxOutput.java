package dev.sinew.hal.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.DigitalOutput;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// One requested output line. The two structures that it may send are made once and never change, so that any
/// thread may write without a lock.
final class LinuxOutput implements DigitalOutput {
    private final Libc libc;
    private final MemorySegment low = values(0);
    private final MemorySegment high = values(1);
    private volatile int descriptor;

    /// @param descriptor of the line request; closed with this
    LinuxOutput(Libc libc, int descriptor) {
        this.libc = libc;
        this.descriptor = descriptor;
    }

    private static MemorySegment values(long bits) {
        MemorySegment values = Arena.ofAuto().allocate(LinuxAbi.GPIO_VALUES_BYTES, Long.BYTES);
        values.set(JAVA_LONG, LinuxAbi.GPIO_VALUES_BITS, bits);
        values.set(JAVA_LONG, LinuxAbi.GPIO_VALUES_MASK, 1);
        return values;
    }

    @Override
    public BusStatus write(boolean level) {
        int result = libc.ioctl(descriptor, LinuxAbi.GPIO_V2_LINE_SET_VALUES, level ? high : low);
        return result < 0 ? Errno.status(result) : BusStatus.OK;
    }

    /// Drives the line low and lets it go.
    void close() {
        write(false);
        int open = descriptor;
        descriptor = -1;
        libc.close(open);
    }
}
