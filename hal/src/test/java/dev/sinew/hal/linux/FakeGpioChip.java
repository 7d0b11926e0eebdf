package dev.sinew.hal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// A GPIO chip and the board around it; it reads the structures of `linux/gpio.h` version 2 by their offsets,
/// written here as numbers.
///
/// A line whose request is closed becomes an input again, and its pull decides the level; unless the kernel keeps
/// outputs, as those of Raspberry Pi OS do by default.
final class FakeGpioChip implements FakeFile {
    private static final int LINES = 54;
    private static final long INPUT = 0x4;
    private static final long OUTPUT = 0x8;
    private static final long PULL_UP = 0x100;

    final boolean[] outputs = new boolean[LINES];
    final boolean[] levels = new boolean[LINES];
    final long[] flags = new long[LINES];
    /// What an outside circuit drives, for inputs.
    final boolean[] outside = new boolean[LINES];

    final boolean[] driven = new boolean[LINES];
    boolean keepsOutputs;
    int lineResult;
    private final FakeKernel kernel;
    private final String label;
    private final String[] holders = new String[LINES];

    FakeGpioChip(FakeKernel kernel, String label) {
        this.kernel = kernel;
        this.label = label;
        Arrays.fill(holders, "");
    }

    /// Another program holds a line.
    void hold(int line, String program) {
        holders[line] = program;
    }

    /// {@return what a meter shows on the line}
    boolean level(int line) {
        if (outputs[line]) {
            return levels[line];
        }
        return driven[line] ? outside[line] : (flags[line] & PULL_UP) != 0;
    }

    @Override
    public int ioctl(long request, MemorySegment argument) {
        return switch ((int) request) {
            case 0x8044B401 -> {
                argument.setString(32, label);
                argument.set(JAVA_INT, 64, LINES);
                yield 0;
            }
            case 0xC100B405 -> {
                int line = argument.get(JAVA_INT, 64);
                argument.setString(32, holders[line]);
                argument.set(JAVA_LONG, 72, outputs[line] ? OUTPUT : INPUT);
                yield 0;
            }
            case 0xC250B407 -> request(argument);
            default -> -25;
        };
    }

    private int request(MemorySegment request) {
        int line = request.get(JAVA_INT, 0);
        if (request.get(JAVA_INT, 560) != 1 || line >= LINES) {
            return -22;
        }
        if (!holders[line].isEmpty()) {
            return -16;
        }
        holders[line] = request.getString(256);
        long wanted = request.get(JAVA_LONG, 288);
        if (wanted != 0) { // 0 takes the line as it is
            flags[line] = wanted;
            outputs[line] = (wanted & OUTPUT) != 0;
            if (request.get(JAVA_INT, 296) == 1 && request.get(JAVA_INT, 320) == 2) {
                levels[line] = (request.get(JAVA_LONG, 328) & request.get(JAVA_LONG, 336) & 1) != 0;
            }
        }
        request.set(JAVA_INT, 588, kernel.install(new Request(line)));
        return 0;
    }

    /// One requested line.
    private final class Request implements FakeFile {
        private final int line;

        Request(int line) {
            this.line = line;
        }

        @Override
        public int ioctl(long request, MemorySegment values) {
            if (lineResult < 0) {
                return lineResult;
            }
            boolean wanted = (values.get(JAVA_LONG, 0) & values.get(JAVA_LONG, 8) & 1) != 0;
            return switch ((int) request) {
                case 0xC010B40E -> {
                    values.set(JAVA_LONG, 0, level(line) ? 1 : 0);
                    yield 0;
                }
                case 0xC010B40F -> {
                    levels[line] = wanted;
                    yield outputs[line] ? 0 : -1;
                }
                default -> -25;
            };
        }

        @Override
        public void released() {
            holders[line] = "";
            outputs[line] &= keepsOutputs;
        }
    }
}
