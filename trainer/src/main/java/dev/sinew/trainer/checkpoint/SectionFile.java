package dev.sinew.trainer.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// A file of named sections, of which it is known whether it is whole. Checkpoints and kept policies are such files.
///
/// All numbers are big-endian:
///
/// ```text
/// offset  bytes  content
/// 0       8      "SINEWCKP"
/// 8       4      version of this layout, 2
/// 12      4      number of sections
/// 16      …      the sections, each:
///                  2   length of the name
///                  …   name, modified UTF-8
///                  8   length of the body
///                  …   body
/// end−32  32     SHA-256 of all before
/// ```
public final class SectionFile {
    /// Version of the layout above.
    static final int VERSION = 2;

    private static final byte[] MAGIC = "SINEWCKP".getBytes(StandardCharsets.US_ASCII);
    private static final String OTHER =
            "another release of Sinew wrote it: go on with that one, or train anew in another folder";
    private static final int HASH_BYTES = 32;
    private static final int HEADER_BYTES = MAGIC.length + 2 * Integer.BYTES;

    private final Path file;
    private final Map<String, byte[]> sections;

    private SectionFile(Path file, Map<String, byte[]> sections) {
        this.file = file;
        this.sections = sections;
    }

    /// Collects sections and writes them as one file.
    public static final class Writer {
        private final Map<String, byte[]> sections = new LinkedHashMap<>();

        /// No sections yet.
        public Writer() {}

        /// Adds a section.
        ///
        /// @param name of the section
        /// @param content writes its body
        /// @return this
        /// @throws IOException when the content fails
        public Writer section(String name, AtomicFile.Content content) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            content.write(out);
            out.flush();
            sections.put(name, bytes.toByteArray());
            return this;
        }

        /// Writes the file.
        ///
        /// @param file its place
        /// @throws RunFolderException when it cannot be written
        public void write(Path file) throws RunFolderException {
            AtomicFile.write(file, target -> {
                HashingOutput hashing = new HashingOutput(target);
                DataOutputStream out = new DataOutputStream(hashing);
                out.write(MAGIC);
                out.writeInt(VERSION);
                out.writeInt(sections.size());
                for (Map.Entry<String, byte[]> section : sections.entrySet()) {
                    out.writeUTF(section.getKey());
                    out.writeLong(section.getValue().length);
                    out.write(section.getValue());
                }
                out.flush();
                target.write(hashing.digest());
            });
        }
    }

    /// Reads a file and proves it whole.
    ///
    /// @param file its place
    /// @return its sections
    /// @throws RunFolderException when it is missing, of another version, cut off or changed
    public static SectionFile read(Path file) throws RunFolderException {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length - HASH_BYTES;
            if (end < HEADER_BYTES || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
                throw new RunFolderException(file + " must be a checkpoint, was something else");
            }
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, end));
            in.skipNBytes(MAGIC.length);
            int version = in.readInt();
            if (version != VERSION) {
                throw new RunFolderException("%s must be of checkpoint version %d, was %d: written by another release"
                        .formatted(file, VERSION, version));
            }
            byte[] hash = sha256(bytes, end);
            if (!Arrays.equals(hash, 0, HASH_BYTES, bytes, end, bytes.length)) {
                throw new RunFolderException(file + " must match its SHA-256, did not: cut off or changed; "
                        + "remove it to go on from the one before");
            }
            Map<String, byte[]> sections = new LinkedHashMap<>();
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                sections.put(in.readUTF(), in.readNBytes(Math.toIntExact(in.readLong())));
            }
            return new SectionFile(file, sections);
        } catch (NoSuchFileException e) {
            throw new RunFolderException(file + " must exist, is missing", e);
        } catch (RunFolderException e) {
            throw e;
        } catch (IOException e) {
            throw new RunFolderException("cannot read %s: %s".formatted(file, AtomicFile.reason(e)), e);
        }
    }

    /// Reads the body of one section to its end.
    @FunctionalInterface
    public interface Reader {
        /// Reads all of it.
        ///
        /// @param in the body
        /// @throws IOException when the body does not fit
        void read(DataInputStream in) throws IOException;
    }

    /// Hands a section to its reader.
    ///
    /// @param name of the section
    /// @param reader must take all of it
    /// @throws RunFolderException when there is none, or the reader wants more or less than there is
    public void section(String name, Reader reader) throws RunFolderException {
        byte[] body = sections.get(name);
        if (body == null) {
            throw new RunFolderException("%s must have a section `%s`, has none: %s".formatted(file, name, OTHER));
        }
        ByteArrayInputStream bytes = new ByteArrayInputStream(body);
        try {
            reader.read(new DataInputStream(bytes));
        } catch (RunFolderException e) {
            throw e;
        } catch (EOFException e) {
            throw misfit(name, "it is shorter than expected");
        } catch (IOException e) {
            throw new RunFolderException(
                    "section `%s` of %s does not fit: %s".formatted(name, file, e.getMessage()), e);
        }
        if (bytes.available() > 0) {
            throw misfit(name, "%d of its %d bytes are left over".formatted(bytes.available(), body.length));
        }
    }

    /// The file is whole, so whoever wrote it kept other things under this name.
    private RunFolderException misfit(String name, String reason) {
        return new RunFolderException("section `%s` of %s does not fit: %s; %s".formatted(name, file, reason, OTHER));
    }

    /// {@return SHA-256 of the first bytes}
    private static byte[] sha256(byte[] bytes, int length) {
        MessageDigest digest = newDigest();
        digest.update(bytes, 0, length);
        return digest.digest();
    }

    /// {@return a new SHA-256}
    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256, this one has not", e);
        }
    }
}
