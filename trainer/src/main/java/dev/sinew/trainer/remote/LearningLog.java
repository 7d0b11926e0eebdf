package dev.sinew.trainer.remote;

import dev.sinew.config.experience.PolicyIdentity;
import dev.sinew.trainer.checkpoint.AtomicFile;
import dev.sinew.trainer.checkpoint.RunFolderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/// What happened to a learner since its checkpoint, appended to a file. Little-endian:
///
/// ```text
/// offset  bytes  what
///      0      4  53 4E 58 4C ("SNXL")
///      4      2  version, 1
///      6      2  zero
///      8      8  generation: the number of the checkpoint that it follows
///     16         entries, each:
///                  1  kind: 1 batch, 2 learned, 3 named
///                  4  bytes of its body, B
///                  B  body
///                       batch    the message as it arrived
///                       learned  4 updates asked for; 8 the learner's clock, ns
///                       named    4 number; 1 bytes of the id; the id; 32 SHA-256 of the bundle's file
///                  4  CRC-32C of all of the entry before
/// ```
///
/// An entry that is cut off or damaged ends the log: it, and what follows, is cut away when the log is opened again. A
/// process that dies leaves such an end at most behind the last [#force], and what came there was never acknowledged.
final class LearningLog implements LearningEvents, AutoCloseable {
    private static final int MAGIC = 0x4C584E53;
    private static final short VERSION = 1;
    private static final int HEADER = 16;
    private static final int FRAME = 1 + Integer.BYTES + Integer.BYTES;
    private static final byte BATCH = 1;
    private static final byte LEARNED = 2;
    private static final byte NAMED = 3;
    private static final int HASH_BYTES = 32;

    private final Path file;
    private final FileChannel channel;
    private final long cut;
    private long bytes;

    private LearningLog(Path file, FileChannel channel, long bytes, long cut) {
        this.file = file;
        this.channel = channel;
        this.bytes = bytes;
        this.cut = cut;
    }

    /// Opens a log, which is made if there is none, and tells what it holds.
    ///
    /// @param file its place; the folder must exist
    /// @param generation of the checkpoint that it follows
    /// @param past told of every whole entry
    /// @return the log, to be appended to
    /// @throws IOException when it cannot be read or written, or is another one
    static LearningLog open(Path file, long generation, LearningEvents past) throws IOException {
        byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long whole = content.length < HEADER ? begin(channel, generation) : read(file, content, generation, past);
            channel.truncate(whole);
            channel.position(whole);
            channel.force(true);
            return new LearningLog(file, channel, whole, Math.max(0, content.length - whole));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static long begin(FileChannel channel, long generation) throws IOException {
        ByteBuffer header = wrap(new byte[HEADER]);
        header.putInt(MAGIC).putShort(VERSION).putShort((short) 0).putLong(generation);
        channel.write(header.flip(), 0);
        return HEADER;
    }

    private static long read(Path file, byte[] content, long generation, LearningEvents past) throws IOException {
        ByteBuffer in = wrap(content);
        if (in.getInt() != MAGIC || in.getShort() != VERSION || in.getShort() != 0) {
            throw new RunFolderException(
                    file + " must be a learner's log of version " + VERSION + ", was another file");
        }
        if (in.getLong() != generation) {
            throw new RunFolderException("%s must follow checkpoint %d, follows %d"
                    .formatted(file, generation, in.getLong(in.position() - Long.BYTES)));
        }
        int at = HEADER;
        int length = length(content, at);
        while (length >= 0) {
            tell(in, at, length, past);
            at += FRAME + length;
            length = length(content, at);
        }
        return at;
    }

    /// {@return bytes of the body of the entry that begins at `at`; below 0 when no whole one does}
    private static int length(byte[] content, int at) {
        ByteBuffer in = wrap(content);
        if (content.length - at < FRAME) {
            return -1;
        }
        int length = in.getInt(at + 1);
        if (length < 0 || length > content.length - at - FRAME) {
            return -1;
        }
        int end = at + FRAME - Integer.BYTES + length;
        return in.getInt(end) == checksum(content, at, end - at) ? length : -1;
    }

    private static void tell(ByteBuffer in, int at, int length, LearningEvents past) {
        ByteBuffer body = in.slice(at + FRAME - Integer.BYTES, length).order(ByteOrder.LITTLE_ENDIAN);
        switch (in.get(at)) {
            case BATCH -> {
                byte[] message = new byte[length];
                body.get(message);
                past.batch(message);
            }
            case LEARNED -> past.learned(body.getInt(), body.getLong());
            case NAMED -> {
                int number = body.getInt();
                byte[] id = new byte[Byte.toUnsignedInt(body.get())];
                byte[] hash = new byte[HASH_BYTES];
                body.get(id).get(hash);
                String name = new String(id, StandardCharsets.US_ASCII);
                past.named(number, new PolicyIdentity(name, HexFormat.of().formatHex(hash)));
            }
            default ->
                throw new IllegalArgumentException(
                        "kind of a log's entry must be 1-3, was " + in.get(at) + ": another release of Sinew wrote it");
        }
    }

    @Override
    public void batch(byte[] message) {
        append(BATCH, message);
    }

    @Override
    public void learned(int most, long nanos) {
        byte[] body = new byte[Integer.BYTES + Long.BYTES];
        wrap(body).putInt(most).putLong(nanos);
        append(LEARNED, body);
    }

    @Override
    public void named(int number, PolicyIdentity policy) {
        byte[] id = policy.id().getBytes(StandardCharsets.US_ASCII);
        byte[] body = new byte[Integer.BYTES + 1 + id.length + HASH_BYTES];
        wrap(body)
                .putInt(number)
                .put((byte) id.length)
                .put(id)
                .put(HexFormat.of().parseHex(policy.sha256()));
        append(NAMED, body);
    }

    private void append(byte kind, byte[] body) {
        byte[] framed = new byte[FRAME + body.length];
        ByteBuffer entry = wrap(framed);
        entry.put(kind).putInt(body.length).put(body);
        entry.putInt(checksum(framed, 0, entry.position()));
        entry.flip();
        try {
            while (entry.hasRemaining()) {
                channel.write(entry);
            }
        } catch (IOException e) {
            throw failed(e);
        }
        bytes += entry.limit();
    }

    /// Brings everything to the disk.
    ///
    /// @throws UncheckedIOException when the disk fails
    void force() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        String text = "cannot write %s: %s".formatted(file, AtomicFile.reason(e));
        return new UncheckedIOException(text, e);
    }

    /// {@return bytes of it}
    long bytes() {
        return bytes;
    }

    /// {@return bytes at its end that were no whole entry when it was opened}
    long cut() {
        return cut;
    }

    private static ByteBuffer wrap(byte[] content) {
        return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int checksum(byte[] content, int from, int count) {
        CRC32C crc = new CRC32C();
        crc.update(content, from, count);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
