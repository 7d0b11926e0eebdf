package dev.sinew.trainer.replay;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// Transitions of one training in a file, for others to begin with. All numbers are big-endian:
///
/// ```text
/// offset  bytes  content
/// 0       8      "SINEWPRI"
/// 8       4      version of this layout, 1
/// 12      4      floats of one observation, n
/// 16      4      floats of one action, m
/// 20      4      worlds that took turns
/// 24      8      how many transitions
/// 32      …      each 4·(2n + m + 2): observation, action, next observation, reward, and 0 where the episode went on,
///                1 where it terminated, 2 where it was truncated; all float32, actions in [−1, 1]
/// end−32  32     SHA-256 of all before
/// ```
public final class PriorFile {
    private static final byte[] MAGIC = "SINEWPRI".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;

    private PriorFile() {}

    /// Writes all transitions of a replay.
    ///
    /// @param file to write; the folder must exist
    /// @param replay holds at least one transition
    /// @throws IOException when it cannot be written
    public static void write(Path file, ReplayBuffer replay) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(out, replay);
        }
    }

    /// Writes all transitions of a replay.
    ///
    /// @param stream to write to; stays open
    /// @param replay holds at least one transition
    /// @throws IOException when it cannot be written
    public static void write(OutputStream stream, ReplayBuffer replay) throws IOException {
        if (replay.size() == 0) {
            throw new IllegalArgumentException("replay must hold a transition to write a prior, held none");
        }
        MessageDigest digest = sha256();
        OutputStream raw = new BufferedOutputStream(stream);
        DataOutputStream out = new DataOutputStream(new DigestOutputStream(raw, digest));
        out.write(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(replay.observationSize());
        out.writeInt(replay.actionSize());
        out.writeInt(replay.worlds());
        out.writeLong(replay.size());
        replay.write(replay.start(), replay.end(), out);
        out.flush();
        raw.write(digest.digest());
        raw.flush();
    }

    /// {@return the transitions of a file}
    ///
    /// @param file that [#write] wrote
    /// @param observationSize floats of one observation of the task
    /// @param actionSize floats of one action of the task
    /// @throws IllegalArgumentException when the file is missing, is none, is damaged or is of another task; names it
    public static ReplayBuffer read(Path file, int observationSize, int actionSize) {
        MessageDigest digest = sha256();
        try (DataInputStream in = new DataInputStream(
                new DigestInputStream(new BufferedInputStream(Files.newInputStream(file)), digest))) {
            ReplayBuffer replay = read(file, in, observationSize, actionSize);
            byte[] expected = digest.digest();
            byte[] found = in.readNBytes(expected.length + 1);
            require(Arrays.equals(expected, found), file, "must end with the SHA-256 of what is before, did not");
            return replay;
        } catch (NoSuchFileException e) {
            String where = file.isAbsolute() ? "" : " from " + Path.of("").toAbsolutePath();
            throw new IllegalArgumentException("prior %s must exist, is missing%s".formatted(file, where), e);
        } catch (EOFException e) {
            throw new IllegalArgumentException("prior %s must be whole, was cut off".formatted(file), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("prior %s must be readable: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static ReplayBuffer read(Path file, DataInputStream in, int observationSize, int actionSize)
            throws IOException {
        require(Arrays.equals(MAGIC, in.readNBytes(MAGIC.length)), file, "must begin with SINEWPRI, did not");
        int version = in.readInt();
        require(version == VERSION, file, "must be of version %d, was %d".formatted(VERSION, version));
        int observation = in.readInt();
        int action = in.readInt();
        require(
                observation == observationSize && action == actionSize,
                file,
                "must be of %d observations and %d actions, was of %d and %d"
                        .formatted(observationSize, actionSize, observation, action));
        int worlds = in.readInt();
        long count = in.readLong();
        long each = 4L * (2 * observationSize + actionSize + 2);
        long room = Files.size(file) / each;
        require(
                worlds >= 1 && count >= 1 && count <= room,
                file,
                "must hold its %d transitions of %d worlds, did not".formatted(count, worlds));
        ReplayBuffer replay = new ReplayBuffer((int) count, observationSize, actionSize);
        replay.read(0, count, in);
        replay.setWorlds(worlds);
        requireFinite(file, replay);
        return replay;
    }

    private static void requireFinite(Path file, ReplayBuffer replay) {
        int floats = replay.bytesEach() / Float.BYTES;
        for (long number = replay.start(); number < replay.end(); number++) {
            for (int k = 0; k < floats; k++) {
                float value = replay.block(number)[replay.at(number) + k];
                require(Float.isFinite(value), file, "must be finite, transition %d was not".formatted(number));
            }
        }
    }

    private static void require(boolean holds, Path file, String what) {
        if (!holds) {
            throw new IllegalArgumentException("prior " + file + " " + what);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 must be there, is in every JDK", e);
        }
    }
}
