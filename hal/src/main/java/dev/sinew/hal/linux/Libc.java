package dev.sinew.hal.linux;

import java.lang.foreign.MemorySegment;

/// The calls of the C library that this package makes; a fake one stands in for the kernel in tests.
///
/// Each returns what the C function returns, or the error number with its sign turned when that one fails: as the
/// kernel itself does, and without a shared `errno`. Any thread may call.
interface Libc {
    /// Opens a file. {@return a descriptor}
    int open(String path, int flags);

    int close(int descriptor);

    /// Controls a device. {@return what the request gives, 0 or more}
    ///
    /// @param argument the structure of the request, or an address that is a plain number
    int ioctl(int descriptor, long request, MemorySegment argument);

    /// Reads from the current position. {@return bytes read}
    int read(int descriptor, MemorySegment buffer, int length);

    /// Writes at a position. {@return bytes written}
    int pwrite(int descriptor, MemorySegment buffer, int length, long position);

    /// Reads a clock into a `timespec`.
    int clockGettime(int clock, MemorySegment time);

    /// Sleeps until a signal comes or the time of a `timespec` is there.
    int clockNanosleep(int clock, int flags, MemorySegment time);

    /// Sets the scheduling class of a thread; 0 is the calling one.
    int schedSetscheduler(int thread, int policy, MemorySegment parameters);

    /// Sets the CPUs on which a thread may run; 0 is the calling one.
    int schedSetaffinity(int thread, int maskBytes, MemorySegment mask);

    /// Sets the nice value of a thread; 0 is the calling one.
    int setpriority(int thread, int nice);

    int mlockall(int flags);

    int prctl(int option, long argument);

    int setenv(String name, String value);
}
