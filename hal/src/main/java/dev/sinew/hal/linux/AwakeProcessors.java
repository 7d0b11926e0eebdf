package dev.sinew.hal.linux;

import dev.sinew.hal.linux.RealTime.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A wish to the kernel that no processor idles in a state which takes it time to leave, so that a sleeping loop is
/// woken when its time has come. The kernel heeds it for as long as the node is held open: four bytes with the longest
/// latency allowed, µs (*The Linux kernel user's guide*, CPU Idle Time Management, "Power Management Quality of Service
/// for CPUs"). Costs power where a processor has such states; a virtual machine then keeps its processors from its
/// host.
public final class AwakeProcessors implements AutoCloseable {
    private static final String WISH = "processors kept awake";

    private static final Path DEVICE = Path.of("/dev/cpu_dma_latency");

    private final Optional<FileChannel> held;
    private final Outcome outcome;

    private AwakeProcessors(Optional<FileChannel> held, Outcome outcome) {
        this.held = held;
        this.outcome = outcome;
    }

    /// {@return the wish, until it is closed; what is not permitted is said in its outcome}
    public static AwakeProcessors hold() {
        return hold(DEVICE);
    }

    static AwakeProcessors hold(Path device) {
        try {
            FileChannel node = FileChannel.open(device, StandardOpenOption.WRITE);
            try {
                node.write(ByteBuffer.allocate(Integer.BYTES)); // 0 us
            } catch (IOException refused) {
                node.close();
                throw refused;
            }
            return new AwakeProcessors(Optional.of(node), new Outcome.Granted(WISH));
        } catch (NoSuchFileException absent) {
            return refused(device + " is not there");
        } catch (AccessDeniedException denied) {
            return refused("cannot write " + device + ": add `KERNEL==\"cpu_dma_latency\", GROUP=\"gpio\","
                    + " MODE=\"0660\"` to /etc/udev/rules.d/99-latency.rules and reboot");
        } catch (IOException failed) {
            return refused("cannot write " + device + ": " + failed.getMessage());
        }
    }

    private static AwakeProcessors refused(String reason) {
        return new AwakeProcessors(Optional.empty(), new Outcome.Refused(WISH, reason));
    }

    /// {@return whether it is so}
    public Outcome outcome() {
        return outcome;
    }

    /// Lets the processors sleep again.
    @Override
    public void close() {
        if (held.isPresent()) {
            try {
                held.get().close();
            } catch (IOException gone) {
                // the wish ends with the process at the latest
            }
        }
    }
}
