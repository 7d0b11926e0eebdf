package dev.sinew.hal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.bus.PwmOutput;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// One PWM channel by the files of `/sys/class/pwm/pwmchipN/pwmM`. Source: the kernel's
/// `Documentation/driver-api/pwm.rst` and `drivers/pwm/core.c`, which refuses each change that would leave the
/// period 0 or the duty above it.
///
/// Hence the order at opening: duty 0 under an old period, then the period, off, normal polarity, duty 0, and
/// only then on. Files of a channel that was just exported belong to root until udev has given them to the group:
/// opening waits for that. What a channel drives outlives the process: it is no supply switch.
final class LinuxPwm implements PwmOutput {
    private static final long UDEV_NANOS = 1_000_000_000;
    private static final long POLL_NANOS = 10_000_000;
    private static final int MOST_DIGITS = 20;

    private final Libc libc;
    private final Path chip;
    private final int channel;
    private final long periodNanos;
    private final MemorySegment text = Arena.ofAuto().allocate(MOST_DIGITS);
    private volatile int duty;

    /// Opens a channel with duty 0, enabled.
    ///
    /// @param chip folder of the chip
    /// @param clock for the wait for udev
    LinuxPwm(Libc libc, Path chip, int channel, long periodNanos, MonotonicClock clock) {
        this.libc = libc;
        this.chip = chip;
        this.channel = channel;
        this.periodNanos = periodNanos;
        if (!Files.isDirectory(chip)) {
            throw absent(chip);
        }
        export();
        for (String attribute : List.of("period", "enable", "polarity")) {
            libc.close(openSoon(attribute, clock));
        }
        duty = openSoon("duty_cycle", clock);
        if (!read("period").equals("0")) {
            write("duty_cycle", "0");
        }
        write("period", Long.toString(periodNanos));
        write("enable", "0");
        write("polarity", "normal");
        write("duty_cycle", "0");
        write("enable", "1");
    }

    static BusException absent(Path chip) {
        return new BusException("cannot open " + chip + ": no such PWM chip: add the line dtoverlay=pwm-2chan to"
                + " /boot/firmware/config.txt and reboot");
    }

    private void export() {
        int result = put(chip.resolve("export"), Integer.toString(channel));
        if (Errno.EACCES.is(result)) {
            throw DeviceNode.refused(chip.resolve("export"), result, "gpio", "");
        }
        if (result < 0 && !Errno.EBUSY.is(result)) { // busy: exported before, by whomever
            throw new BusException(chip + " refused channel " + channel + ": " + Errno.text(result));
        }
    }

    private int openSoon(String attribute, MonotonicClock clock) {
        Path path = attribute(attribute);
        long giveUp = clock.nanos() + UDEV_NANOS;
        int descriptor = libc.open(path.toString(), LinuxAbi.O_WRONLY | LinuxAbi.O_CLOEXEC);
        while (descriptor < 0 && giveUp - clock.nanos() > 0) {
            clock.sleepUntil(clock.nanos() + POLL_NANOS);
            descriptor = libc.open(path.toString(), LinuxAbi.O_WRONLY | LinuxAbi.O_CLOEXEC);
        }
        if (descriptor < 0) {
            throw DeviceNode.refused(path, descriptor, "gpio", "the kernel did not export the channel");
        }
        return descriptor;
    }

    private Path attribute(String name) {
        return chip.resolve("pwm" + channel).resolve(name);
    }

    private String read(String attribute) {
        Path path = attribute(attribute);
        int descriptor = libc.open(path.toString(), LinuxAbi.O_RDONLY | LinuxAbi.O_CLOEXEC);
        if (descriptor < 0) {
            throw DeviceNode.refused(path, descriptor, "gpio", "the kernel did not export the channel");
        }
        int length = libc.read(descriptor, text, MOST_DIGITS);
        libc.close(descriptor);
        if (length < 0) {
            throw new BusException("cannot read " + path + ": " + Errno.text(length));
        }
        return new String(text.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.US_ASCII).strip();
    }

    private void write(String attribute, String value) {
        int result = put(attribute(attribute), value);
        if (result < 0) {
            throw new BusException(attribute(attribute) + " refused " + value + ": " + Errno.text(result));
        }
    }

    private int put(Path path, String value) {
        int descriptor = libc.open(path.toString(), LinuxAbi.O_WRONLY | LinuxAbi.O_CLOEXEC);
        if (descriptor < 0) {
            return descriptor;
        }
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        MemorySegment.copy(bytes, 0, text, JAVA_BYTE, 0, bytes.length);
        int result = libc.pwrite(descriptor, text, bytes.length, 0);
        libc.close(descriptor);
        return result;
    }

    @Override
    public BusStatus duty(long dutyNanos) {
        if (dutyNanos < 0 || dutyNanos > periodNanos) {
            throw new IllegalArgumentException(
                    "PWM duty must be 0-" + periodNanos + " ns, the period, was " + dutyNanos);
        }
        int first = MOST_DIGITS;
        long left = dutyNanos;
        do {
            text.set(JAVA_BYTE, --first, (byte) ('0' + left % 10));
            left /= 10;
        } while (left > 0);
        int length = MOST_DIGITS - first;
        MemorySegment.copy(text, first, text, 0, length);
        int result = libc.pwrite(duty, text, length, 0);
        return result < 0 ? Errno.status(result) : BusStatus.OK;
    }

    /// Switches the channel off and gives it back.
    void close() {
        int open = duty;
        duty = -1;
        libc.close(open);
        put(attribute("duty_cycle"), "0");
        put(attribute("enable"), "0");
        put(chip.resolve("unexport"), Integer.toString(channel));
    }
}
