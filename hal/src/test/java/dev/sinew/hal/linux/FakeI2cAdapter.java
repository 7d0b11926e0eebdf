package dev.sinew.hal.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// An I2C adapter with one chip at 0x68 that answers a read with 0xA0, 0xA1 …; it reads the structures of each
/// request by the offsets of `linux/i2c.h`, written here as numbers.
@SuppressWarnings("restricted")
final class FakeI2cAdapter implements FakeFile {
    static final int CHIP = 0x68;

    long functions = 0x0EFF0009;
    long timeoutTens = -1;
    /// Result of every transfer when it is negative, and of one that stops early when it is 0 or more.
    int ending = Integer.MAX_VALUE;

    final List<String> wire = new ArrayList<>();

    @Override
    public int ioctl(long request, MemorySegment argument) {
        return switch ((int) request) {
            case 0x0702 -> {
                timeoutTens = argument.address();
                yield 0;
            }
            case 0x0705 -> {
                argument.set(JAVA_LONG, 0, functions);
                yield 0;
            }
            case 0x0707 -> transfer(argument.get(ADDRESS, 0), argument.get(JAVA_INT, 8));
            default -> -25;
        };
    }

    private int transfer(MemorySegment messages, int count) {
        if (ending < 0) {
            return ending;
        }
        MemorySegment all = messages.reinterpret(16L * count);
        for (int i = 0; i < count; i++) {
            MemorySegment message = all.asSlice(16L * i, 16);
            int address = message.get(JAVA_SHORT, 0);
            int flags = message.get(JAVA_SHORT, 2);
            int length = message.get(JAVA_SHORT, 4);
            MemorySegment buffer = message.get(ADDRESS, 8).reinterpret(length);
            if (address != CHIP) {
                return -6;
            }
            if (flags == 1) {
                for (int b = 0; b < length; b++) {
                    buffer.set(JAVA_BYTE, b, (byte) (0xA0 + b));
                }
                wire.add("R" + length);
            } else {
                wire.add("W" + HexFormat.of().formatHex(buffer.toArray(JAVA_BYTE)));
            }
        }
        return Math.min(ending, count);
    }
}
