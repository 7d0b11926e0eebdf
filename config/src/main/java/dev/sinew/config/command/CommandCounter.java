package dev.sinew.config.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Numbers the commands of one key, each above the last, over every process and start of a sender. A number is also
/// at least the time, so that one key can be used on two machines whose clocks agree.
public final class CommandCounter {
    private static final int MOST_DIGITS = 20;

    private final Path file;

    /// A counter.
    ///
    /// @param file keeps the last number; made when it is missing, with its folder
    public CommandCounter(Path file) {
        this.file = file;
    }

    /// Takes the next number; it is on the disk before it is returned. Processes wait for each other.
    ///
    /// @param unixMillis the time, ms
    /// @return the number
    /// @throws IOException when the file cannot be read or written, or holds no number
    public long next(long unixMillis) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("counter file " + file + " cannot be locked");
            }
            long next = Math.max(last(channel) + 1, unixMillis);
            ByteBuffer digits = ByteBuffer.wrap((next + "\n").getBytes(StandardCharsets.US_ASCII));
            for (int at = 0; digits.hasRemaining(); ) {
                at += channel.write(digits, at);
            }
            channel.force(true);
            return next;
        }
    }

    private long last(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_DIGITS);
        channel.read(bytes, 0);
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException garbled) {
            throw new IOException("counter file " + file + " must hold a number, was '" + text + "'", garbled);
        }
    }
}
