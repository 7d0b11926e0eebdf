package dev.sinew.hal.linux;

import java.lang.foreign.MemorySegment;

/// What stands behind a descriptor of the [FakeKernel]. Unless it says otherwise it answers as a device without
/// that call does.
interface FakeFile {
    default int ioctl(long request, MemorySegment argument) {
        return -Errno.ENOTTY.code();
    }

    default int read(MemorySegment buffer, int length) {
        return -Errno.EINVAL.code();
    }

    default int pwrite(MemorySegment buffer, int length, long position) {
        return -Errno.EINVAL.code();
    }

    /// The last descriptor of this file was closed.
    default void released() {}
}
