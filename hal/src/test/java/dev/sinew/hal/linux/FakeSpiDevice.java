package dev.sinew.hal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/// An SPI device that answers each byte inverted; it reads `spi_ioc_transfer` by the offsets of
/// `linux/spi/spidev.h`, written here as numbers.
@SuppressWarnings("restricted")
final class FakeSpiDevice implements FakeFile {
    int mode = -1;
    int bitsPerWord = -1;
    int hertz = -1;
    int transferHertz = -1;
    int transferBits = -1;
    int modeResult;
    /// Result of every transfer when it is negative, and its most bytes when it is 0 or more.
    int ending = Integer.MAX_VALUE;

    @Override
    public int ioctl(long request, MemorySegment argument) {
        return switch ((int) request) {
            case 0x40016B01 -> {
                mode = argument.get(JAVA_BYTE, 0);
                yield modeResult;
            }
            case 0x40016B03 -> {
                bitsPerWord = argument.get(JAVA_BYTE, 0);
                yield 0;
            }
            case 0x40046B04 -> {
                hertz = argument.get(JAVA_INT, 0);
                yield 0;
            }
            case 0x40206B00 -> transfer(argument.reinterpret(32));
            default -> -25;
        };
    }

    private int transfer(MemorySegment transfer) {
        if (ending < 0) {
            return ending;
        }
        int length = transfer.get(JAVA_INT, 16);
        MemorySegment out = MemorySegment.ofAddress(transfer.get(JAVA_LONG, 0)).reinterpret(length);
        MemorySegment in = MemorySegment.ofAddress(transfer.get(JAVA_LONG, 8)).reinterpret(length);
        transferHertz = transfer.get(JAVA_INT, 20);
        transferBits = transfer.get(JAVA_BYTE, 26);
        for (int i = 0; i < length; i++) {
            in.set(JAVA_BYTE, i, (byte) ~out.get(JAVA_BYTE, i));
        }
        return Math.min(ending, length);
    }
}
