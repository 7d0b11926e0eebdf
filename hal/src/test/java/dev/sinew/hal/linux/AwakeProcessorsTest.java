package dev.sinew.hal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.hal.linux.RealTime.Outcome;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwakeProcessorsTest {
    private static final String WISH = "processors kept awake";
    private static final Path ROOT = Path.of("/dev");
    private static final Path NODE = ROOT.resolve("cpu_dma_latency");

    private final FakeKernel kernel = new FakeKernel(ROOT);

    @Test
    void asksForNoLatencyAndHoldsTheNodeOpenUntilItIsClosed() {
        Latency latency = new Latency();
        kernel.files.put("cpu_dma_latency", latency);

        AwakeProcessors awake = AwakeProcessors.hold(kernel, NODE);
        assertEquals(new Outcome.Granted(WISH), awake.outcome());
        assertArrayEquals(new byte[4], latency.written);
        assertEquals(1, kernel.openDescriptors());

        awake.close();
        assertEquals(0, kernel.openDescriptors());
        int another = kernel.install(latency);
        awake.close();
        assertEquals(1, kernel.openDescriptors(), "closed twice: descriptor " + another + " is another's");
    }

    @Test
    void aMachineWithoutTheNodeIsNoFailure() {
        assertRefused("ENOENT (no such file or directory)");
    }

    @Test
    void whoMayNotWriteItIsToldWhatToType() {
        kernel.refusals.put("cpu_dma_latency", Errno.EACCES);
        assertRefused("EACCES (permission denied): add `KERNEL==\"cpu_dma_latency\", GROUP=\"gpio\", MODE=\"0660\"` to"
                + " /etc/udev/rules.d/99-latency.rules and reboot");
    }

    @Test
    void aNodeThatRefusesTheBytesIsSaidAndNotHeld() {
        Latency latency = new Latency();
        latency.result = -Errno.EINVAL.code();
        kernel.files.put("cpu_dma_latency", latency);
        assertRefused("EINVAL (invalid argument)");
    }

    @Test
    void theKernelOfThisMachineTakesIt(@TempDir Path folder) throws IOException {
        Path node = Files.createFile(folder.resolve("latency"));
        try (AwakeProcessors awake = AwakeProcessors.hold(new LinuxLibc(), node)) {
            assertEquals(new Outcome.Granted(WISH), awake.outcome());
            assertArrayEquals(new byte[4], Files.readAllBytes(node));
        }
    }

    private void assertRefused(String reason) {
        try (AwakeProcessors awake = AwakeProcessors.hold(kernel, NODE)) {
            assertEquals(new Outcome.Refused(WISH, "cannot write " + NODE + ": " + reason), awake.outcome());
            assertEquals(0, kernel.openDescriptors());
        }
    }

    private static final class Latency implements FakeFile {
        private byte[] written = {};
        private int result = Integer.BYTES;

        @Override
        public int pwrite(MemorySegment buffer, int length, long position) {
            written = buffer.asSlice(0, length).toArray(JAVA_BYTE);
            return result;
        }
    }
}
