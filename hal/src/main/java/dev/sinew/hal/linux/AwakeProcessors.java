package dev.sinew.hal.linux;

import dev.sinew.hal.linux.RealTime.Outcome;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// A wish to the kernel that no processor idles in a state which takes it time to leave, so that a sleeping loop is
/// woken when its time has come. The kernel heeds it for as long as the node is held open: four bytes with the longest
/// latency allowed, µs (*The Linux kernel user's guide*, CPU Idle Time Management, "Power Management Quality of Service
/// for CPUs"). Costs power where a processor has such states; a virtual machine then keeps its processors from its
/// host.
public final class AwakeProcessors implements AutoCloseable {
    private static final String WISH = "processors kept awake";
    private static final Path DEVICE = Path.of("/dev/cpu_dma_latency");
    private static final int NONE = -1;

    private final Libc libc;
    private final Outcome outcome;
    private int descriptor;

    private AwakeProcessors(Libc libc, int descriptor, Outcome outcome) {
        this.libc = libc;
        this.descriptor = descriptor;
        this.outcome = outcome;
    }

    /// {@return the wish, until it is closed; what is not permitted is said in its outcome}
    public static AwakeProcessors hold() {
        return hold(new LinuxLibc(), DEVICE);
    }

    static AwakeProcessors hold(Libc libc, Path device) {
        int descriptor = libc.open(device.toString(), LinuxAbi.O_RDWR | LinuxAbi.O_CLOEXEC);
        if (descriptor < 0) {
            return refused(libc, device, descriptor);
        }
        MemorySegment latency = Arena.ofAuto().allocate(Integer.BYTES); // 0 us
        int written = libc.pwrite(descriptor, latency, Integer.BYTES, 0);
        if (written < 0) {
            libc.close(descriptor);
            return refused(libc, device, written);
        }
        return new AwakeProcessors(libc, descriptor, new Outcome.Granted(WISH));
    }

    private static AwakeProcessors refused(Libc libc, Path device, int result) {
        String reason = "cannot write " + device + ": " + Errno.text(result);
        String remedy = Errno.EACCES.is(result) || Errno.EPERM.is(result)
                ? ": add `KERNEL==\"cpu_dma_latency\", GROUP=\"gpio\", MODE=\"0660\"` to"
                        + " /etc/udev/rules.d/99-latency.rules and reboot"
                : "";
        return new AwakeProcessors(libc, NONE, new Outcome.Refused(WISH, reason + remedy));
    }

    /// {@return whether it is so}
    public Outcome outcome() {
        return outcome;
    }

    /// Lets the processors sleep again.
    @Override
    public void close() {
        if (descriptor != NONE) {
            libc.close(descriptor);
            descriptor = NONE;
        }
    }
}
