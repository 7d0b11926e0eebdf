package dev.sinew.hal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.sinew.hal.bus.BusException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The GPIO chip whose lines reach the header, by the character device `/dev/gpiochipN`, interface version 2.
/// Source: the kernel's `Documentation/userspace-api/gpio/chardev.rst`.
///
/// The chip is found by its label, because its number moved between kernels (4, then 0, on a Pi 5).
final class GpioChip {
    private static final String CONSUMER = "sinew";
    private static final int MOST_CHIPS = 32;
    /// The label of each header's chip, and the kernel module that drives it.
    private static final Map<String, String> HEADERS = Map.of(
            "pinctrl-rp1", "pinctrl_rp1",
            "pinctrl-bcm2711", "pinctrl_bcm2835",
            "pinctrl-bcm2835", "pinctrl_bcm2835");

    private final Libc libc;
    private final DeviceNode node;
    private final Path persistence;
    private final Arena arena = Arena.ofAuto();

    private GpioChip(Libc libc, DeviceNode node, Path persistence) {
        this.libc = libc;
        this.node = node;
        this.persistence = persistence;
    }

    /// Finds and opens the header's chip.
    ///
    /// @param root where `dev` and `sys` are
    static GpioChip find(Libc libc, Path root) {
        List<String> others = new ArrayList<>();
        for (int number = 0; number < MOST_CHIPS; number++) {
            Path path = root.resolve("dev/gpiochip" + number);
            if (!Files.exists(path)) {
                continue;
            }
            DeviceNode node = DeviceNode.open(libc, path, "gpio", "it went away");
            String label = label(libc, node);
            String module = HEADERS.get(label);
            if (module != null) {
                return new GpioChip(
                        libc, node, root.resolve("sys/module/" + module + "/parameters/persist_gpio_outputs"));
            }
            node.close();
            others.add(label);
        }
        throw new BusException("no GPIO chip of a Raspberry Pi header among " + root.resolve("dev/gpiochip*")
                + ": the label must be one of "
                + HEADERS.keySet().stream().sorted().toList() + ", were " + others);
    }

    private static String label(Libc libc, DeviceNode node) {
        MemorySegment info = Arena.ofAuto().allocate(LinuxAbi.GPIO_CHIPINFO_BYTES, Integer.BYTES);
        int result = libc.ioctl(node.descriptor(), LinuxAbi.GPIO_GET_CHIPINFO, info);
        if (result < 0) {
            throw node.refused("GPIO_GET_CHIPINFO", result);
        }
        return info.getString(LinuxAbi.GPIO_CHIPINFO_LABEL);
    }

    /// Requests an input line. {@return the descriptor of the request}
    int input(int line, boolean pullUp) {
        long bias = pullUp ? LinuxAbi.GPIO_FLAG_BIAS_PULL_UP : LinuxAbi.GPIO_FLAG_BIAS_DISABLED;
        return granted(line, request(line, LinuxAbi.GPIO_FLAG_INPUT | bias, false));
    }

    /// Requests an output line at its first level, once it is sure that the line falls when this process dies.
    /// {@return the descriptor of the request}
    int output(int line, boolean high) {
        refuseALevelThatOutlivesTheProcess(line);
        return granted(line, requestOutput(line, high));
    }

    private int requestOutput(int line, boolean high) {
        return request(line, LinuxAbi.GPIO_FLAG_OUTPUT | LinuxAbi.GPIO_FLAG_BIAS_PULL_DOWN, high);
    }

    /// Fills a `gpio_v2_line_request` for one line and sends it. {@return the descriptor or an error}
    private int request(int line, long flags, boolean high) {
        MemorySegment request = arena.allocate(LinuxAbi.GPIO_REQUEST_BYTES, Long.BYTES);
        request.set(JAVA_INT, LinuxAbi.GPIO_REQUEST_OFFSETS, line);
        request.setString(LinuxAbi.GPIO_REQUEST_CONSUMER, CONSUMER);
        request.set(JAVA_LONG, LinuxAbi.GPIO_REQUEST_FLAGS, flags);
        if ((flags & LinuxAbi.GPIO_FLAG_OUTPUT) != 0) {
            request.set(JAVA_INT, LinuxAbi.GPIO_REQUEST_NUM_ATTRS, 1);
            request.set(JAVA_INT, LinuxAbi.GPIO_REQUEST_ATTR_ID, LinuxAbi.GPIO_ATTR_OUTPUT_VALUES);
            request.set(JAVA_LONG, LinuxAbi.GPIO_REQUEST_ATTR_VALUES, high ? 1 : 0);
            request.set(JAVA_LONG, LinuxAbi.GPIO_REQUEST_ATTR_MASK, 1);
        }
        request.set(JAVA_INT, LinuxAbi.GPIO_REQUEST_NUM_LINES, 1);
        int result = libc.ioctl(node.descriptor(), LinuxAbi.GPIO_V2_GET_LINE, request);
        return result < 0 ? result : request.get(JAVA_INT, LinuxAbi.GPIO_REQUEST_FD);
    }

    private int granted(int line, int descriptor) {
        if (Errno.EBUSY.is(descriptor)) {
            throw new BusException("GPIO " + line + " of " + node.path() + " must be free, was held by \""
                    + info(line).getString(LinuxAbi.GPIO_LINEINFO_CONSUMER) + "\": end that program or overlay");
        }
        if (descriptor < 0) {
            throw node.refused("GPIO " + line, descriptor);
        }
        return descriptor;
    }

    private MemorySegment info(int line) {
        MemorySegment info = arena.allocate(LinuxAbi.GPIO_LINEINFO_BYTES, Long.BYTES);
        info.set(JAVA_INT, LinuxAbi.GPIO_LINEINFO_OFFSET, line);
        int result = libc.ioctl(node.descriptor(), LinuxAbi.GPIO_V2_GET_LINEINFO, info);
        if (result < 0) {
            throw node.refused("GPIO_V2_GET_LINEINFO of GPIO " + line, result);
        }
        return info;
    }

    /// Kernels of Raspberry Pi OS keep the level of an output whose process died unless told otherwise: a runtime
    /// that is killed would leave the motors under power. Their module parameter says so; where there is none, the
    /// line is driven low, let go and looked at.
    private void refuseALevelThatOutlivesTheProcess(int line) {
        String parameter = persistenceParameter();
        boolean kept = parameter.isEmpty() ? staysAnOutput(line) : !parameter.equals("N");
        if (kept) {
            String evidence = parameter.isEmpty() ? "seen on the line" : persistence + " is " + parameter;
            throw new BusException("GPIO " + line + " must become an input when this process dies, else it would keep"
                    + " the motors under power, but this kernel keeps outputs (" + evidence
                    + "): add the line dtparam=strict_gpiod to /boot/firmware/config.txt and reboot");
        }
    }

    private String persistenceParameter() {
        try {
            return Files.readString(persistence).strip();
        } catch (IOException e) {
            return ""; // this kernel has no such parameter
        }
    }

    private boolean staysAnOutput(int line) {
        libc.close(granted(line, requestOutput(line, false)));
        int asItIs = granted(line, request(line, 0, false)); // makes the kernel read the direction from the chip
        boolean output = (info(line).get(JAVA_LONG, LinuxAbi.GPIO_LINEINFO_FLAGS) & LinuxAbi.GPIO_FLAG_OUTPUT) != 0;
        libc.close(asItIs);
        return output;
    }

    /// Closes the chip; its requested lines live on until their own descriptors are closed.
    void close() {
        node.close();
    }
}
