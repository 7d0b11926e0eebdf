package dev.sinew.hal.linux;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A kernel for tests: hands out descriptors, passes each request to the fake device behind it and, when the
/// process dies, closes what is open, as Linux does.
final class FakeKernel implements Libc {
    /// Devices by path below the root.
    final Map<String, FakeFile> files = new HashMap<>();

    /// Error with which a path does not open, by path below the root.
    final Map<String, Errno> refusals = new HashMap<>();

    private final Path root;
    private final Map<Integer, FakeFile> open = new TreeMap<>();
    private int next = 3;
    private boolean answersAlike;
    private int answer;

    FakeKernel(Path root) {
        this.root = root;
    }

    /// From now on every request ends like this, without a look at its structure: for measurements, because looking
    /// allocates.
    void answerEveryRequestWith(int result) {
        answersAlike = true;
        answer = result;
    }

    /// The process is killed: no code of it runs any more.
    void kill() {
        List<Integer> descriptors = new ArrayList<>(open.keySet());
        descriptors.forEach(this::close);
    }

    /// {@return a descriptor for `file`}
    int install(FakeFile file) {
        open.put(next, file);
        return next++;
    }

    int openDescriptors() {
        return open.size();
    }

    @Override
    public int open(String path, int flags) {
        String below = root.relativize(Path.of(path)).toString();
        Errno refusal = refusals.get(below);
        FakeFile file = files.get(below);
        if (refusal != null) {
            return -refusal.code();
        }
        if (file == null) {
            return -Errno.ENOENT.code();
        }
        if ((flags & LinuxAbi.O_CLOEXEC) == 0) {
            throw new AssertionError(below + " would stay open in child processes");
        }
        return install(file);
    }

    @Override
    public int close(int descriptor) {
        FakeFile file = open.remove(descriptor);
        if (file == null) {
            return -Errno.EBADF.code();
        }
        if (!open.containsValue(file)) {
            file.released();
        }
        return 0;
    }

    @Override
    public int ioctl(int descriptor, long request, MemorySegment argument) {
        if (answersAlike) {
            return answer;
        }
        FakeFile file = open.get(descriptor);
        return file == null ? -Errno.EBADF.code() : file.ioctl(request, argument);
    }

    @Override
    public int read(int descriptor, MemorySegment buffer, int length) {
        FakeFile file = open.get(descriptor);
        return file == null ? -Errno.EBADF.code() : file.read(buffer, length);
    }

    @Override
    public int pwrite(int descriptor, MemorySegment buffer, int length, long position) {
        if (answersAlike) {
            return answer;
        }
        FakeFile file = open.get(descriptor);
        return file == null ? -Errno.EBADF.code() : file.pwrite(buffer, length, position);
    }

    @Override
    public int clockGettime(int clock, MemorySegment time) {
        return -Errno.ENOSYS.code();
    }

    @Override
    public int clockNanosleep(int clock, int flags, MemorySegment time) {
        return -Errno.ENOSYS.code();
    }

    @Override
    public int schedSetscheduler(int thread, int policy, MemorySegment parameters) {
        return -Errno.ENOSYS.code();
    }

    @Override
    public int schedSetaffinity(int thread, int maskBytes, MemorySegment mask) {
        return -Errno.ENOSYS.code();
    }

    @Override
    public int setpriority(int thread, int nice) {
        return -Errno.ENOSYS.code();
    }

    @Override
    public int mlockall(int flags) {
        return -Errno.ENOSYS.code();
    }

    @Override
    public int prctl(int option, long argument) {
        return -Errno.ENOSYS.code();
    }

    @Override
    public int setenv(String name, String value) {
        return -Errno.ENOSYS.code();
    }
}
