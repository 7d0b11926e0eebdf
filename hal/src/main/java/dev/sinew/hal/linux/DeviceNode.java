package dev.sinew.hal.linux;

import dev.sinew.hal.bus.BusException;
import java.nio.file.Path;

/// An open device node, and the words for one that does not open.
final class DeviceNode {
    private final Libc libc;
    private final String path;
    private volatile int descriptor;

    private DeviceNode(Libc libc, String path, int descriptor) {
        this.libc = libc;
        this.path = path;
        this.descriptor = descriptor;
    }

    /// Opens a node for reading and writing.
    ///
    /// @param group the group that may, on a Raspberry Pi
    /// @param absent what to do when the node is not there
    static DeviceNode open(Libc libc, Path path, String group, String absent) {
        int descriptor = libc.open(path.toString(), LinuxAbi.O_RDWR | LinuxAbi.O_CLOEXEC);
        if (descriptor < 0) {
            throw refused(path, descriptor, group, absent);
        }
        return new DeviceNode(libc, path.toString(), descriptor);
    }

    /// {@return the exception that says why a node does not open and what to type}
    static BusException refused(Path path, int result, String group, String absent) {
        String reason = "cannot open " + path + ": " + Errno.text(result);
        if (Errno.EACCES.is(result) || Errno.EPERM.is(result)) {
            return new BusException(reason + ": the user must be in the group " + group + ": type `sudo usermod -aG "
                    + group + " $USER`, then log out and in");
        }
        return new BusException(Errno.ENOENT.is(result) || Errno.ENODEV.is(result) ? reason + ": " + absent : reason);
    }

    /// {@return the descriptor, −1 once closed}
    int descriptor() {
        return descriptor;
    }

    String path() {
        return path;
    }

    /// {@return an exception about a request that this node refused while it was set up}
    ///
    /// @param request what was asked
    /// @param result negative: an error number with its sign turned
    BusException refused(String request, int result) {
        return new BusException(path + " refused " + request + ": " + Errno.text(result));
    }

    void close() {
        int open = descriptor;
        descriptor = -1; // first: a number that the kernel gives out anew must not be used for this node
        if (open >= 0) {
            libc.close(open);
        }
    }
}
