package dev.sinew.hal.linux;

import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.DigitalInput;
import dev.sinew.hal.bus.DigitalOutput;
import dev.sinew.hal.bus.I2cPort;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.bus.Ports;
import dev.sinew.hal.bus.PwmOutput;
import dev.sinew.hal.bus.SpiPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The ports of a Raspberry Pi under 64-bit Linux: `/dev/i2c-N`, `/dev/spidevB.C`, `/dev/gpiochipN` and
/// `/sys/class/pwm`. No root is needed, the groups `i2c`, `spi` and `gpio` are.
///
/// **When the process dies**, killed or crashed, the kernel closes its descriptors, and with a line's request the
/// line is let go: "The state of a line, including the value of output lines, is guaranteed to remain as
/// requested until the returned file descriptor is closed. Once the file descriptor is closed, the state of the
/// line becomes uncontrolled from the userspace perspective, and may revert to its default state" (kernel,
/// `Documentation/userspace-api/gpio/gpio-v2-get-line-ioctl.rst`). On a Raspberry Pi the default is an input, and
/// a pull-down then takes a supply switch low, **but** the kernels of Raspberry Pi OS keep the level of such an
/// output unless `dtparam=strict_gpiod` is in `config.txt` (their module parameter `persist_gpio_outputs`). Hence
/// three things: an output is refused where its level would outlive the process; it is requested with the chip's
/// own pull-down; and each descriptor is closed in child processes. A robot still needs a pull-down resistor at
/// its supply switch: between reset and boot nobody drives the line. PWM and the registers of a motor driver keep
/// their last value for ever, which is why the supply line is the stop.
///
/// Close it after the threads that use its ports have ended.
public final class LinuxBoard implements Ports {
    /// Where the PWM block of the header lies: RP1 of the Pi 5, then BCM2711 and its forerunners.
    private static final List<String> HEADER_PWM_BLOCKS = List.of("1f00098000.pwm", "20c000.pwm");

    private final Libc libc;
    private final Path root;
    private final MonotonicClock clock;
    private final Deque<Runnable> outputs = new ArrayDeque<>();
    private final Deque<Runnable> others = new ArrayDeque<>();
    private @Nullable GpioChip chip;

    /// The board of this machine. Nothing is opened yet.
    ///
    /// @param root where `dev` and `sys` are, `/` but for a test
    /// @param clock for waits while a PWM channel is opened
    public LinuxBoard(Path root, MonotonicClock clock) {
        this(new LinuxLibc(), root, clock);
    }

    LinuxBoard(Libc libc, Path root, MonotonicClock clock) {
        this.libc = libc;
        this.root = root;
        this.clock = clock;
    }

    @Override
    public I2cPort i2c(int bus, int hertz) {
        requirePositive("I2C clock", hertz);
        LinuxI2c port = new LinuxI2c(libc, root, bus, hertz);
        others.push(port::close);
        return port;
    }

    @Override
    public SpiPort spi(int bus, int chipSelect, int hertz, int mode) {
        requirePositive("SPI clock", hertz);
        LinuxSpi port = new LinuxSpi(libc, root, bus, chipSelect, hertz, mode);
        others.push(port::close);
        return port;
    }

    @Override
    public DigitalOutput output(int line, boolean high) {
        LinuxOutput output = new LinuxOutput(libc, chip().output(line, high));
        outputs.push(output::close);
        return output;
    }

    @Override
    public DigitalInput input(int line, boolean pullUp) {
        LinuxInput input = new LinuxInput(libc, chip().input(line, pullUp));
        others.push(input::close);
        return input;
    }

    private GpioChip chip() {
        GpioChip open = chip;
        if (open == null) {
            open = GpioChip.find(libc, root);
            chip = open;
        }
        return open;
    }

    @Override
    public PwmOutput pwm(int number, int channel, long periodNanos) {
        requirePositive("PWM period", periodNanos);
        Path folder = root.resolve("sys/class/pwm");
        Path chosen = number == HEADER_PWM ? headerPwm(folder) : folder.resolve("pwmchip" + number);
        LinuxPwm pwm = new LinuxPwm(libc, chosen, channel, periodNanos, clock);
        others.push(pwm::close);
        return pwm;
    }

    /// A chip's number depends on the order of drivers, its address does not.
    private static Path headerPwm(Path folder) {
        List<Path> chips = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                chips.addAll(entries.sorted().toList());
                for (Path chip : chips) {
                    String device = chip.toRealPath().toString();
                    if (HEADER_PWM_BLOCKS.stream().anyMatch(device::contains)) {
                        return chip;
                    }
                }
            } catch (IOException e) {
                throw new BusException("cannot look for PWM chips in " + folder + ": " + e.getMessage(), e);
            }
        }
        throw LinuxPwm.absent(folder.resolve("pwmchip*"));
    }

    private static void requirePositive(String what, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(what + " must be positive, was " + value);
        }
    }

    /// Drives the outputs low, before anything else, and gives everything back.
    @Override
    public void close() {
        outputs.forEach(Runnable::run);
        others.forEach(Runnable::run);
        outputs.clear();
        others.clear();
        GpioChip open = chip;
        if (open != null) {
            open.close();
            chip = null;
        }
    }
}
