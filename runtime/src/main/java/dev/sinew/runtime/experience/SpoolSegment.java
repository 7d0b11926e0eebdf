package dev.sinew.runtime.experience;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/// One file of the spool. Little-endian:
///
/// ```text
/// 53 4E 58 53 50 4F 4C 31 ("SNXSPOL1")
/// again and again   bytes of the batch 4 │ CRC-32C of the batch 4 │ the batch
/// ```
///
/// What does not check ends the file: it is what a kill, a power cut or a full disk left of the last batch.
final class SpoolSegment {
    /// Bytes in front of the first batch.
    static final int FRONT = 8;
    /// Bytes in front of each batch.
    static final int FRAME = 8;

    private static final long MAGIC = 0x314C4F5053584E53L;

    private final Path path;
    private Optional<SpoolFile> file = Optional.empty();
    private long bytes;
    private int batches;
    private boolean dirty;

    /// A segment that is on the disk already, or is made by [#create].
    SpoolSegment(Path path) {
        this.path = path;
    }

    /// Given each batch that is found.
    @FunctionalInterface
    interface Visitor {
        /// {@return whether the batch is one; false ends the segment before it}
        ///
        /// @param at offset of its frame
        /// @param batch its bytes
        boolean found(long at, byte[] batch);
    }

    /// Reads the whole segment and cuts off what does not check.
    ///
    /// @return bytes cut off
    long recover(int largest, Visitor visitor) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            ByteBuffer front = buffer(FRONT);
            bytes = 0;
            if (fill(channel, front, 0) && front.getLong(0) == MAGIC) {
                bytes = FRONT;
                Optional<byte[]> batch = batch(channel, bytes, largest);
                while (batch.isPresent() && visitor.found(bytes, batch.get())) {
                    batches++;
                    bytes += FRAME + batch.get().length;
                    batch = batch(channel, bytes, largest);
                }
            }
            if (bytes < size) {
                channel.truncate(bytes);
                channel.force(true);
            }
            return size - bytes;
        }
    }

    private static Optional<byte[]> batch(FileChannel channel, long at, int largest) throws IOException {
        ByteBuffer frame = buffer(FRAME);
        if (!fill(channel, frame, at)) {
            return Optional.empty();
        }
        int length = frame.getInt(0);
        if (length < 1 || length > largest) {
            return Optional.empty();
        }
        byte[] batch = new byte[length];
        boolean whole = fill(channel, ByteBuffer.wrap(batch), at + FRAME);
        return whole && checksum(batch) == frame.getInt(4) ? Optional.of(batch) : Optional.empty();
    }

    /// {@return the batch at an offset; empty when it does not check any more}
    Optional<byte[]> read(long at, int largest) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return batch(channel, at, largest);
        }
    }

    /// Begins the file.
    void create(SpoolFile.Maker maker) throws IOException {
        SpoolFile made = maker.create(path);
        file = Optional.of(made);
        made.write(buffer(FRONT).putLong(MAGIC).flip());
        bytes = FRONT;
        dirty = true;
    }

    /// Adds a batch; when that fails, what was written of it is cut off or, if even that fails, the file is closed
    /// and its end cut off when it is opened again.
    ///
    /// @return offset of its frame
    long append(byte[] batch) throws IOException {
        SpoolFile open = file.orElseThrow(() -> new IOException(path + " is closed"));
        ByteBuffer frame = buffer(FRAME + batch.length);
        frame.putInt(batch.length).putInt(checksum(batch)).put(batch).flip();
        long at = bytes;
        try {
            open.write(frame);
        } catch (IOException failure) {
            cutOff(open, failure);
            throw failure;
        }
        bytes += FRAME + batch.length;
        batches++;
        dirty = true;
        return at;
    }

    private void cutOff(SpoolFile open, IOException failure) {
        try {
            open.truncate(bytes);
        } catch (IOException stuck) {
            failure.addSuppressed(stuck);
            close();
        }
    }

    /// Waits for the disk, if anything was written since.
    void force() throws IOException {
        if (dirty && file.isPresent()) {
            file.get().force();
            dirty = false;
        }
    }

    /// One batch less is wanted.
    ///
    /// @return whether none is left
    boolean release() {
        batches--;
        return batches == 0;
    }

    boolean empty() {
        return batches == 0;
    }

    boolean writable() {
        return file.isPresent();
    }

    long bytes() {
        return bytes;
    }

    /// Ends writing.
    void close() {
        try {
            force();
            if (file.isPresent()) {
                file.get().close();
            }
        } catch (IOException lost) {
            dirty = false; // what did not reach the disk is cut off when the spool is opened again
        }
        file = Optional.empty();
    }

    /// Takes the file away.
    void delete() throws IOException {
        dirty = false;
        close();
        Files.deleteIfExists(path);
    }

    private static boolean fill(FileChannel channel, ByteBuffer out, long at) throws IOException {
        long next = at;
        while (out.hasRemaining()) {
            int count = channel.read(out, next);
            if (count < 0) {
                return false;
            }
            next += count;
        }
        return true;
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int checksum(byte[] batch) {
        CRC32C crc = new CRC32C();
        crc.update(batch);
        return (int) crc.getValue();
    }
}
