package dev.sinew.runtime.process;

import dev.sinew.runtime.telemetry.Mosquitto;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/// Debian's `mosquitto_sub` on everything, with the time of each message.
final class Subscriber implements AutoCloseable {
    private final Path file;
    private final Process process;

    Subscriber(Mosquitto broker, Path file) throws IOException {
        this.file = file;
        process = new ProcessBuilder(
                        "mosquitto_sub", "-p", "" + broker.port(), "-V", "5", "-q", "1", "-t", "#", "-F", "%U %r %t %x")
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start();
    }

    /// One message as it came.
    ///
    /// @param seconds Unix time of its arrival, s
    record Seen(double seconds, boolean retained, String topic, String hex) {
        byte[] payload() {
            return HexFormat.of().parseHex(hex);
        }

        String text() {
            return new String(payload(), StandardCharsets.UTF_8);
        }
    }

    /// {@return all messages so far}
    List<Seen> seen() {
        try {
            return Files.readString(file)
                    .lines()
                    .filter(line -> line.matches("[0-9.]+ [01] \\S+ [0-9a-fA-F]*"))
                    .map(Subscriber::parse)
                    .toList();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    /// {@return the messages of a topic below the robot's so far}
    List<Seen> seen(String topic) {
        return seen().stream()
                .filter(one -> one.topic().equals("robots/balancer/" + topic))
                .toList();
    }

    private static Seen parse(String line) {
        String[] parts = line.split(" ", -1);
        return new Seen(Double.parseDouble(parts[0]), parts[1].equals("1"), parts[2], parts[3]);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
