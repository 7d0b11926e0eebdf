package dev.sinew.hal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One PWM chip of sysfs with the rules of `drivers/pwm/core.c` and `sysfs.c`: a change that leaves the period 0
/// or the duty above it gives EINVAL, the polarity of a running channel cannot change, and the files of a channel
/// exist once it is exported.
final class FakePwmChip {
    final List<String> writes = new ArrayList<>();
    long period;
    long duty;
    boolean enabled;
    String polarity = "inversed";
    boolean exported;

    private final FakeKernel kernel;
    private final String folder;

    /// @param folder below the root, such as `sys/class/pwm/pwmchip0`
    FakePwmChip(FakeKernel kernel, Path root, String folder) {
        this.kernel = kernel;
        this.folder = folder;
        try {
            Files.createDirectories(root.resolve(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        kernel.files.put(folder + "/export", new Attribute("export"));
        kernel.files.put(folder + "/unexport", new Attribute("unexport"));
    }

    private int write(String attribute, String value) {
        writes.add(attribute + "=" + value);
        return switch (attribute) {
            case "export" -> export(value);
            case "unexport" -> {
                exported = false;
                yield 0;
            }
            case "period" -> apply(Long.parseLong(value), duty);
            case "duty_cycle" -> apply(period, Long.parseLong(value));
            case "polarity" -> {
                if (enabled) {
                    yield -16;
                }
                polarity = value;
                yield 0;
            }
            case "enable" -> {
                if (period == 0) {
                    yield -22;
                }
                enabled = value.equals("1");
                yield 0;
            }
            default -> -2;
        };
    }

    private int export(String channel) {
        if (exported) {
            return -16;
        }
        exported = true;
        for (String attribute : List.of("period", "duty_cycle", "enable", "polarity")) {
            kernel.files.put(folder + "/pwm" + channel + "/" + attribute, new Attribute(attribute));
        }
        return 0;
    }

    private int apply(long newPeriod, long newDuty) {
        if (newPeriod == 0 || newDuty > newPeriod) {
            return -22;
        }
        period = newPeriod;
        duty = newDuty;
        return 0;
    }

    private final class Attribute implements FakeFile {
        private final String name;

        Attribute(String name) {
            this.name = name;
        }

        @Override
        public int read(MemorySegment buffer, int length) {
            byte[] text = (period + "\n").getBytes(StandardCharsets.US_ASCII);
            MemorySegment.copy(text, 0, buffer, JAVA_BYTE, 0, text.length);
            return text.length;
        }

        @Override
        public int pwrite(MemorySegment buffer, int length, long position) {
            byte[] text = buffer.asSlice(0, length).toArray(JAVA_BYTE);
            int result = write(name, new String(text, StandardCharsets.US_ASCII));
            return result < 0 ? result : length;
        }
    }
}
