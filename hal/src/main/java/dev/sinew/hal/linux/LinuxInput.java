package dev.sinew.hal.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.sinew.hal.bus.DigitalInput;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// One requested input line.
final class LinuxInput implements DigitalInput {
    private final Libc libc;
    private final MemorySegment values = Arena.ofAuto().allocate(LinuxAbi.GPIO_VALUES_BYTES, Long.BYTES);
    private volatile int descriptor;

    /// @param descriptor of the line request; closed with this
    LinuxInput(Libc libc, int descriptor) {
        this.libc = libc;
        this.descriptor = descriptor;
        values.set(JAVA_LONG, LinuxAbi.GPIO_VALUES_MASK, 1);
    }

    @Override
    public Level read() {
        if (libc.ioctl(descriptor, LinuxAbi.GPIO_V2_LINE_GET_VALUES, values) < 0) {
            return Level.GONE;
        }
        return (values.get(JAVA_LONG, LinuxAbi.GPIO_VALUES_BITS) & 1) == 0 ? Level.LOW : Level.HIGH;
    }

    /// Lets the line go.
    void close() {
        int open = descriptor;
        descriptor = -1;
        libc.close(open);
    }
}
