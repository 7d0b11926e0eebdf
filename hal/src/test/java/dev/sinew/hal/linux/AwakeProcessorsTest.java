package dev.sinew.hal.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.sinew.hal.linux.RealTime.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwakeProcessorsTest {
    @TempDir
    private Path folder;

    @Test
    void asksForNoLatencyAndHoldsTheNodeOpenUntilItIsClosed() throws IOException {
        Path node = Files.createFile(folder.resolve("latency"));

        try (AwakeProcessors awake = AwakeProcessors.hold(node)) {
            assertEquals(new Outcome.Granted("processors kept awake"), awake.outcome());
            assertArrayEquals(new byte[4], Files.readAllBytes(node));
            assertEquals(1, open(node));
        }
        assertEquals(0, open(node));
    }

    @Test
    void aMachineWithoutTheNodeIsNoFailure() {
        Path node = folder.resolve("latency");
        try (AwakeProcessors awake = AwakeProcessors.hold(node)) {
            assertEquals(new Outcome.Refused("processors kept awake", node + " is not there"), awake.outcome());
        }
    }

    @Test
    void aNodeThatRefusesIsSaidAndNotHeld() throws IOException {
        try (AwakeProcessors awake = AwakeProcessors.hold(folder)) {
            assertInstanceOf(Outcome.Refused.class, awake.outcome());
            assertEquals(0, open(folder));
        }
    }

    /// How many descriptors of this process are a file.
    private static long open(Path file) throws IOException {
        Path wanted = file.toRealPath();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(one -> wanted.equals(target(one))).count();
        }
    }

    private static Path target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (IOException closed) {
            return descriptor; // that of the listing itself
        }
    }
}
