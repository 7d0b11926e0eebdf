package dev.sinew.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real process that drives the robot is killed, and its lines stay as they were, which is the worst that a kernel
/// can do. The hardware at their end is a model that shares a file with the process.
class KilledProcessTest {
    private static final int KILLED = 128 + 9;
    private static final long LOOK_NANOS = 1_000_000;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void hardwareTakesTheSupplyAwayFromAProcessThatWasKilled() throws IOException, InterruptedException {
        LineFile lines = new LineFile(folder.resolve("lines"));
        OneShot oneShot = new OneShot(lines);
        do { // once, unless the machine paused the process so long that its supervisor was quicker
            killOnceTheSupplyIsOn(oneShot);
        } while (!lines.enabled());

        long dead = System.nanoTime();
        oneShot.supply(dead); // sees the last edge there was, as late as can be
        assertFalse(oneShot.supply(dead + OneShot.PULSE_NANOS + 1), "while the enable line stays high");
    }

    private void killOnceTheSupplyIsOn(OneShot oneShot) throws IOException, InterruptedException {
        Process process = start();
        try {
            while (!oneShot.supply(System.nanoTime())) {
                assertTrue(process.isAlive(), "the process ended by itself");
                LockSupport.parkNanos(LOOK_NANOS);
            }
        } finally {
            process.destroyForcibly(); // kill -9
        }
        assertEquals(KILLED, process.waitFor());
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledSession.class.getName(),
                        folder.resolve("lines").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }
}
