package dev.sinew.trainer.checkpoint;

import dev.sinew.trainer.replay.TransitionLog;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// Some transitions of a replay in a file of their own, written once and never changed: checkpoints share them. All
/// numbers are big-endian:
///
/// ```text
/// offset  bytes  content
/// 0       8      "SINEWROW"
/// 8       4      version of this layout, 1
/// 12      4      bytes of one transition
/// 16      8      number of the first transition
/// 24      8      number after the last transition
/// 32      …      the transitions, as the learner writes them
/// end−32  32     SHA-256 of all before
/// ```
///
/// @param from number of the first transition
/// @param to number after the last
/// @param hash SHA-256 at the end of the file, as hexadecimal digits
record TransitionFile(long from, long to, String hash) {
    private static final int VERSION = 1;
    private static final byte[] MAGIC = "SINEWROW".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER_BYTES = 1 << 16;

    /// {@return the file's name}
    String name() {
        return name(from, to);
    }

    /// Writes transitions into a folder.
    ///
    /// @param folder to write to
    /// @param log holds them
    /// @param from number of the first
    /// @param to number after the last
    /// @return what was written
    /// @throws RunFolderException when it cannot be written
    static TransitionFile write(Path folder, TransitionLog log, long from, long to) throws RunFolderException {
        String[] hash = {""};
        AtomicFile.write(folder.resolve(name(from, to)), target -> {
            HashingOutput hashing = new HashingOutput(target);
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(hashing, BUFFER_BYTES));
            out.write(MAGIC);
            out.writeInt(VERSION);
            out.writeInt(log.bytesEach());
            out.writeLong(from);
            out.writeLong(to);
            log.write(from, to, out);
            out.flush();
            byte[] digest = hashing.digest();
            target.write(digest);
            hash[0] = HexFormat.of().formatHex(digest);
        });
        return new TransitionFile(from, to, hash[0]);
    }

    /// Reads the transitions into a log and proves them whole.
    ///
    /// @param folder to read from
    /// @param log takes them, filled
    /// @throws RunFolderException when the file is missing, does not fit, or is not the one meant
    void read(Path folder, TransitionLog log) throws RunFolderException {
        Path file = folder.resolve(name());
        try {
            if (!hash.equals(HexFormat.of().formatHex(digest(file)))) {
                throw new RunFolderException(
                        file + " must match its checkpoint's SHA-256, did not: cut off or changed");
            }
            try (DataInputStream in = open(file)) {
                readRows(file, in, log);
            }
        } catch (NoSuchFileException e) {
            throw new RunFolderException(file + " must exist, is missing", e);
        } catch (RunFolderException e) {
            throw e;
        } catch (IOException e) {
            throw new RunFolderException("cannot read %s: %s".formatted(file, AtomicFile.reason(e)), e);
        }
    }

    /// {@return SHA-256 of a file without the last 32 bytes}
    private static byte[] digest(Path file) throws IOException {
        MessageDigest digest = SectionFile.newDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (long left = Files.size(file) - digest.getDigestLength(); left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new EOFException("shorter than it was");
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
        }
        return digest.digest();
    }

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
    }

    private void readRows(Path file, DataInputStream in, TransitionLog log) throws IOException {
        byte[] magic = in.readNBytes(MAGIC.length);
        if (!Arrays.equals(magic, MAGIC) || in.readInt() != VERSION) {
            throw new RunFolderException("%s must hold transitions in version %d, did not".formatted(file, VERSION));
        }
        int bytesEach = in.readInt();
        if (bytesEach != log.bytesEach()) {
            throw new RunFolderException(
                    "transitions of %s must have %d bytes each, had %d".formatted(file, log.bytesEach(), bytesEach));
        }
        if (in.readLong() != from || in.readLong() != to) {
            throw new RunFolderException("%s must hold the transitions it is named after, did not".formatted(file));
        }
        log.read(from, to, in);
    }

    private static String name(long from, long to) {
        return "transitions-%012d-%012d.rows".formatted(from, to);
    }
}
