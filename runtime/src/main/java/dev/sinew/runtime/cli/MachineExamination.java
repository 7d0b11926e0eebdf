package dev.sinew.runtime.cli;

import dev.sinew.config.robot.Device;
import dev.sinew.config.robot.Wiring;
import dev.sinew.hal.linux.AwakeProcessors;
import dev.sinew.hal.linux.RealTime;
import dev.sinew.runtime.policy.OnnxLibrary;
import dev.sinew.runtime.policy.PolicyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Looks at a Linux machine through its files below a root, which a test may make up, and at this process.
final class MachineExamination {
    private static final int JAVA_VERSION = 25;
    private static final int LOOP_PRIORITY = 80;
    private static final long ENOUGH_DISK = 1_000_000_000L;

    private final Path root;

    /// An examination.
    ///
    /// @param root of the file system
    MachineExamination(Path root) {
        this.root = root;
    }

    /// {@return what every machine has}
    ///
    /// @param cache folder of unpacked and fetched parts
    List<Finding> findings(Path cache) {
        return List.of(
                java(),
                kernel(),
                onThread("real-time class", real -> real.fifo(LOOP_PRIORITY)),
                onThread("locked memory", RealTime::lockMemory),
                idleStates(),
                governor(),
                clock(),
                disk(cache),
                onnx(cache));
    }

    private static Finding java() {
        boolean good = Runtime.version().feature() == JAVA_VERSION;
        String found = "Java " + Runtime.version();
        return new Finding(
                "jdk",
                good ? Finding.State.GOOD : Finding.State.WEAK,
                good ? found : found + "; made for Java " + JAVA_VERSION);
    }

    private Finding kernel() {
        String release = text("proc/sys/kernel/osrelease").orElse("unknown");
        if (text("sys/kernel/realtime").filter("1"::equals).isPresent()) {
            return new Finding("kernel", Finding.State.GOOD, release + ", fully preemptible (PREEMPT_RT)");
        }
        return new Finding(
                "kernel", Finding.State.WEAK, release + " without PREEMPT_RT: rare wake-ups may be milliseconds late");
    }

    /// A wish to the kernel.
    @FunctionalInterface
    private interface Wish {
        RealTime.Outcome of(RealTime calls);
    }

    /// A right is known by using it, on a thread that ends at once.
    private static Finding onThread(String subject, Wish wish) {
        List<RealTime.Outcome> outcome = new ArrayList<>();
        Thread thread = new Thread(() -> outcome.add(wish.of(new RealTime())), "doctor");
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return finding(subject, outcome.getFirst());
    }

    private static Finding idleStates() {
        try (AwakeProcessors awake = AwakeProcessors.hold()) {
            return finding("idle states", awake.outcome());
        }
    }

    private static Finding finding(String subject, RealTime.Outcome outcome) {
        return switch (outcome) {
            case RealTime.Outcome.Granted granted -> new Finding(subject, Finding.State.GOOD, granted.wish());
            case RealTime.Outcome.Refused refused ->
                new Finding(subject, Finding.State.WEAK, refused.wish() + " refused: " + refused.reason());
        };
    }

    private Finding governor() {
        Optional<String> found = text("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
        if (found.isEmpty()) {
            return new Finding("governor", Finding.State.GOOD, "this machine does not scale its frequency");
        }
        return found.get().equals("performance")
                ? new Finding("governor", Finding.State.GOOD, found.get())
                : new Finding(
                        "governor",
                        Finding.State.WEAK,
                        found.get() + "; for steady ticks, type: echo performance | sudo tee"
                                + " /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor");
    }

    private Finding clock() {
        String found = text("sys/devices/system/clocksource/clocksource0/current_clocksource")
                .orElse("unknown");
        boolean fast = List.of("tsc", "arch_sys_counter", "kvm-clock").contains(found);
        return new Finding(
                "clock",
                fast ? Finding.State.GOOD : Finding.State.WEAK,
                fast ? found : found + ": reading the time may take a system call");
    }

    private static Finding disk(Path cache) {
        try {
            long free = Files.getFileStore(Path.of("").toAbsolutePath()).getUsableSpace();
            String text = String.format(Locale.ROOT, "%.1f GB free here; cache is %s", free / 1e9, cache);
            return new Finding("disk", free >= ENOUGH_DISK ? Finding.State.GOOD : Finding.State.WEAK, text);
        } catch (IOException failed) {
            return new Finding("disk", Finding.State.WEAK, "cannot be read: " + failed.getMessage());
        }
    }

    private static Finding onnx(Path cache) {
        try {
            OnnxLibrary.prepare(cache);
            return new Finding("ONNX Runtime", Finding.State.GOOD, "library unpacked");
        } catch (PolicyException failed) {
            return new Finding("ONNX Runtime", Finding.State.BAD, String.valueOf(failed.getMessage()));
        }
    }

    /// {@return which bus nodes there are, when no robot was named}
    List<Finding> anyDevices() {
        List<String> found = new ArrayList<>();
        try (var nodes = Files.newDirectoryStream(root.resolve("dev"), "{i2c-*,spidev*,gpiochip*}")) {
            nodes.forEach(node -> found.add("/dev/" + node.getFileName()));
        } catch (IOException failed) {
            found.clear();
        }
        found.sort(String::compareTo);
        return List.of(
                found.isEmpty()
                        ? new Finding("devices", Finding.State.WEAK, "no bus node: robots run emulated here")
                        : new Finding("devices", Finding.State.GOOD, String.join(", ", found)));
    }

    /// {@return whether the nodes that a robot's wiring needs are there and open to this user}
    ///
    /// @param wiring of the robot
    List<Finding> devices(Wiring wiring) {
        Map<String, String> nodes = new LinkedHashMap<>();
        for (Device device : wiring.devices()) {
            switch (device) {
                case Device.Mpu6050 imu -> nodes.put("dev/i2c-" + imu.bus(), "i2c");
                case Device.MotorHat hat -> nodes.put("dev/i2c-" + hat.bus(), "i2c");
                case Device.Ina219 monitor -> nodes.put("dev/i2c-" + monitor.bus(), "i2c");
                case Device.Ls7366r counter ->
                    nodes.put("dev/spidev" + counter.bus() + "." + counter.chipSelect(), "spi");
                case Device.SupplyEnable line -> nodes.put("dev/gpiochip0", "gpio");
                case Device.Heartbeat line -> nodes.put("dev/gpiochip0", "gpio");
                case Device.EmergencyStop line -> nodes.put("dev/gpiochip0", "gpio");
                case Device.Drv8871 bridge -> nodes.put("sys/class/pwm", "pwm");
                case Device.HatMotor motor -> {
                    // behind the motor HAT
                }
            }
        }
        return nodes.entrySet().stream()
                .map(node -> node(node.getKey(), node.getValue()))
                .toList();
    }

    private Finding node(String name, String group) {
        Path node = root.resolve(name);
        String subject = "/" + name;
        if (!Files.exists(node)) {
            return new Finding(
                    subject,
                    Finding.State.BAD,
                    "missing; "
                            + switch (group) {
                                case "gpio" -> "is this a Raspberry Pi?";
                                case "pwm" ->
                                    "add the line dtoverlay=pwm-2chan to /boot/firmware/config.txt and reboot";
                                default -> "switch it on: sudo raspi-config, Interface Options";
                            });
        }
        boolean folder = group.equals("pwm"); // its channels are given to the group gpio when they are exported
        if (!Files.isReadable(node) || (!folder && !Files.isWritable(node))) {
            return new Finding(
                    subject,
                    Finding.State.BAD,
                    "permission denied; type: sudo usermod -aG " + group + " $USER, and log in again");
        }
        return new Finding(subject, Finding.State.GOOD, "open to this user");
    }

    private Optional<String> text(String name) {
        try {
            return Optional.of(Files.readString(root.resolve(name)).strip());
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
