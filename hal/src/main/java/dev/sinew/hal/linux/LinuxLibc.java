package dev.sinew.hal.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/// The C library of this process. Calls belong to platform threads.
///
/// Calls that set things up let the linker copy `errno` out before the JVM can change it, which costs 40 heap
/// bytes a call unless the compiler happens to take them away. [#ioctl] and [#pwrite] must cost none, so they
/// read the thread's `errno` where it lies. A safepoint that stops the thread at just that moment can leave the
/// number of HotSpot's own wait there, EAGAIN or EINTR: the call has failed all the same and passes for a
/// timeout.
@SuppressWarnings("restricted")
class LinuxLibc implements Libc {
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle OPEN = call("open", 2, ADDRESS, JAVA_INT);
    private static final MethodHandle CLOSE = call("close", 0, JAVA_INT);
    private static final MethodHandle READ = link(
            "read",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG),
            Linker.Option.captureCallState("errno"));
    private static final MethodHandle CLOCK_GETTIME = call("clock_gettime", 0, JAVA_INT, ADDRESS);
    private static final MethodHandle SCHED_SETSCHEDULER = call("sched_setscheduler", 0, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle SCHED_SETAFFINITY = call("sched_setaffinity", 0, JAVA_INT, JAVA_LONG, ADDRESS);
    private static final MethodHandle SETPRIORITY = call("setpriority", 0, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle MLOCKALL = call("mlockall", 0, JAVA_INT);
    private static final MethodHandle PRCTL = call("prctl", 1, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle SETENV = call("setenv", 0, ADDRESS, ADDRESS, JAVA_INT);

    private static final MethodHandle IOCTL = link(
            "ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle PWRITE =
            link("pwrite", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle CLOCK_NANOSLEEP =
            link("clock_nanosleep", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle ERRNO_LOCATION = link("__errno_location", FunctionDescriptor.of(ADDRESS));

    private final ThreadLocal<MemorySegment> errnos = ThreadLocal.withInitial(LinuxLibc::errnoOfThisThread);
    private final ThreadLocal<MemorySegment> states =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));

    /// @param variadicFrom index of the first argument behind the `...` of a C prototype, 0 for a function without
    private static MethodHandle call(String name, int variadicFrom, MemoryLayout... arguments) {
        FunctionDescriptor descriptor = FunctionDescriptor.of(JAVA_INT, arguments);
        Linker.Option capture = Linker.Option.captureCallState("errno");
        return variadicFrom == 0
                ? link(name, descriptor, capture)
                : link(name, descriptor, capture, Linker.Option.firstVariadicArg(variadicFrom));
    }

    private static MethodHandle link(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, options);
    }

    private static int outcome(long result, MemorySegment state) {
        return result < 0 ? -state.get(JAVA_INT, ERRNO) : (int) result;
    }

    private static MemorySegment errnoOfThisThread() {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a bus must belong to a platform thread, whose errno stays in its place");
        }
        try {
            return ((MemorySegment) ERRNO_LOCATION.invokeExact()).reinterpret(Integer.BYTES);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static int outcomeNow(long result, MemorySegment errno) {
        return result < 0 ? -Math.max(1, errno.get(JAVA_INT, 0)) : (int) result;
    }

    private static IllegalStateException broken(Throwable cause) {
        return new IllegalStateException("a call into the C library failed inside the JVM", cause);
    }

    @Override
    public int open(String path, int flags) {
        MemorySegment state = states.get();
        try (Arena arena = Arena.ofConfined()) {
            return outcome((int) OPEN.invokeExact(state, arena.allocateFrom(path), flags), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    @Override
    public int close(int descriptor) {
        MemorySegment state = states.get();
        try {
            return outcome((int) CLOSE.invokeExact(state, descriptor), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    @Override
    public int ioctl(int descriptor, long request, MemorySegment argument) {
        MemorySegment errno = errnos.get();
        try {
            return outcomeNow((int) IOCTL.invokeExact(descriptor, request, argument), errno);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    @Override
    public int read(int descriptor, MemorySegment buffer, int length) {
        MemorySegment state = states.get();
        try {
            return outcome((long) READ.invokeExact(state, descriptor, buffer, (long) length), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    @Override
    public int pwrite(int descriptor, MemorySegment buffer, int length, long position) {
        MemorySegment errno = errnos.get();
        try {
            return outcomeNow((long) PWRITE.invokeExact(descriptor, buffer, (long) length, position), errno);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    @Override
    public int clockGettime(int clock, MemorySegment time) {
        MemorySegment state = states.get();
        try {
            return outcome((int) CLOCK_GETTIME.invokeExact(state, clock, time), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// This one function of all returns its error number itself.
    @Override
    public int clockNanosleep(int clock, int flags, MemorySegment time) {
        try {
            return -(int) CLOCK_NANOSLEEP.invokeExact(clock, flags, time, MemorySegment.NULL);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    @Override
    public int schedSetscheduler(int thread, int policy, MemorySegment parameters) {
        MemorySegment state = states.get();
        try {
            return outcome((int) SCHED_SETSCHEDULER.invokeExact(state, thread, policy, parameters), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    @Override
    public int schedSetaffinity(int thread, int maskBytes, MemorySegment mask) {
        MemorySegment state = states.get();
        try {
            return outcome((int) SCHED_SETAFFINITY.invokeExact(state, thread, (long) maskBytes, mask), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    @Override
    public int setpriority(int thread, int nice) {
        MemorySegment state = states.get();
        try {
            return outcome((int) SETPRIORITY.invokeExact(state, LinuxAbi.PRIO_PROCESS, thread, nice), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    @Override
    public int mlockall(int flags) {
        MemorySegment state = states.get();
        try {
            return outcome((int) MLOCKALL.invokeExact(state, flags), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    @Override
    public int prctl(int option, long argument) {
        MemorySegment state = states.get();
        try {
            return outcome((int) PRCTL.invokeExact(state, option, argument, 0L, 0L, 0L), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    @Override
    public int setenv(String name, String value) {
        MemorySegment state = states.get();
        try (Arena arena = Arena.ofConfined()) {
            return outcome(
                    (int) SETENV.invokeExact(state, arena.allocateFrom(name), arena.allocateFrom(value), 1), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }
}
