package dev.sinew.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.runtime.recorder.McapReader;
import dev.sinew.runtime.recorder.McapVisitor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real process gets a real signal while the policy drives the robot.
class ShutdownTest {
    private static final int TERMINATED = 128 + 15; // what the JVM answers to SIGTERM

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void stopsTheRobotAndFinishesItsRecordBeforeTheProcessEnds(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path record = folder.resolve("flight.mcap");
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Process process = start(folder, record, temporary);
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("active", said.readLine());

            process.toHandle().destroy(); // SIGTERM; Process.destroy would close the stream as well

            assertEquals("stop CUT, true, process asked to end", said.readLine());
            assertEquals(TERMINATED, process.waitFor());
        } finally {
            process.destroyForcibly();
        }
        long[] messages = new long[1];
        McapReader.End end = McapReader.scan(record, new McapVisitor() {
            @Override
            public void message(int channel, long sequence, long time, ByteBuffer payload) {
                messages[0]++;
            }
        });
        assertEquals(McapReader.End.WHOLE, end);
        assertTrue(messages[0] > 150, "messages: " + messages[0]); // 1.5 s of arming at 100 Hz
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList(), "ONNX Runtime must load from the cache");
        }
    }

    private static Process start(Path folder, Path record, Path temporary) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        RunningRobot.class.getName(),
                        folder.resolve("cache").toString(),
                        record.toString())
                .redirectErrorStream(true)
                .start();
    }
}
