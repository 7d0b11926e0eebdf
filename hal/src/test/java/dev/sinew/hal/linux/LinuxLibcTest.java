package dev.sinew.hal.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.bus.AllocatedBytes;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls into the real C library, with files that every Linux has.
@SuppressWarnings("restricted")
class LinuxLibcTest {
    private final LinuxLibc libc = new LinuxLibc();
    private final MemorySegment memory = Arena.ofAuto().allocate(64, 8);

    @TempDir
    private Path folder;

    @Test
    void givesTheErrorNumberOfAFileThatIsNotThere() {
        assertEquals(-Errno.ENOENT.code(), libc.open("/no/such/file", LinuxAbi.O_RDWR));
    }

    @Test
    void givesTheErrorNumberOfARequestThatADeviceDoesNotKnow() {
        int device = libc.open("/dev/null", LinuxAbi.O_RDWR | LinuxAbi.O_CLOEXEC);

        int result = libc.ioctl(device, LinuxAbi.I2C_RDWR, memory);

        assertEquals(-Errno.ENOTTY.code(), result);
        assertEquals(0, libc.close(device));
        assertEquals(-Errno.EBADF.code(), libc.close(device));
    }

    @Test
    void writesAtAPositionAndReads() throws IOException {
        Path file = Files.writeString(folder.resolve("duty_cycle"), "0000000");
        int descriptor = libc.open(file.toString(), LinuxAbi.O_RDWR | LinuxAbi.O_CLOEXEC);
        MemorySegment.copy("1234".getBytes(StandardCharsets.US_ASCII), 0, memory, JAVA_BYTE, 0, 4);

        int written = libc.pwrite(descriptor, memory, 4, 0);
        int read = libc.read(descriptor, memory, 64);

        assertEquals(4, written);
        assertEquals(7, read);
        assertArrayEquals(
                "1234000".getBytes(StandardCharsets.US_ASCII),
                memory.asSlice(0, 7).toArray(JAVA_BYTE));
        libc.close(descriptor);
    }

    @Test
    void keepsDescriptorsOutOfChildProcesses() throws IOException, InterruptedException {
        int descriptor = libc.open("/dev/null", LinuxAbi.O_RDWR | LinuxAbi.O_CLOEXEC);

        Process child = new ProcessBuilder("ls", "/proc/self/fd").start();
        String open = new String(child.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        child.waitFor();

        assertTrue(open.lines().noneMatch(Integer.toString(descriptor)::equals), open);
        libc.close(descriptor);
    }

    @Test
    void aRequestAllocatesNothingEvenWhenItFails() {
        int device = libc.open("/dev/null", LinuxAbi.O_RDWR | LinuxAbi.O_CLOEXEC);
        MemorySegment longAgo = Arena.ofAuto().allocate(LinuxAbi.TIMESPEC_BYTES, 8);

        assertEquals(0, AllocatedBytes.during(10_000, () -> libc.ioctl(device, LinuxAbi.I2C_RDWR, memory)));
        assertEquals(0, AllocatedBytes.during(10_000, () -> libc.pwrite(device, memory, 8, 0)));
        assertEquals(0, AllocatedBytes.during(10_000, () -> libc.clockNanosleep(1, 1, longAgo)));
        libc.close(device);
    }

    @Test
    void refusesRequestsFromAVirtualThread() throws InterruptedException {
        AtomicReference<String> message = new AtomicReference<>("");

        Thread.ofVirtual()
                .start(() -> message.set(String.valueOf(
                        assertThrows(IllegalStateException.class, () -> libc.ioctl(0, LinuxAbi.I2C_RDWR, memory))
                                .getMessage())))
                .join();

        assertEquals("a bus must belong to a platform thread, whose errno stays in its place", message.get());
    }

    @Test
    void setsAVariableThatNativeCodeSees() throws Throwable {
        Linker linker = Linker.nativeLinker();
        var getenv = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("getenv"), FunctionDescriptor.of(ADDRESS, ADDRESS));

        int result = libc.setenv("SINEW_LIBC_TEST", "seen");

        assertEquals(0, result);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment found = (MemorySegment) getenv.invokeExact(arena.allocateFrom("SINEW_LIBC_TEST"));
            assertEquals("seen", found.reinterpret(16).getString(0));
        }
    }
}
