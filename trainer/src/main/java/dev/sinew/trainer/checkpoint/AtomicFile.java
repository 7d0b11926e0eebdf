package dev.sinew.trainer.checkpoint;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Writes a file so that its name always stands for a whole one: into `.<name>.part`, forced to the disk, renamed,
/// and the folder forced too. When anything fails, the file of before stays and the part is removed.
public final class AtomicFile {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String PART = ".part";

    private AtomicFile() {}

    /// Writes the content of one file.
    @FunctionalInterface
    public interface Content {
        /// Writes all of it.
        ///
        /// @param out buffered
        /// @throws IOException when `out` fails
        void write(DataOutputStream out) throws IOException;
    }

    /// Writes or replaces a file.
    ///
    /// @param file its place; the folder must exist
    /// @param content writes it
    /// @throws RunFolderException when the disk is full or the folder cannot be written; names the file and the
    /// reason
    public static void write(Path file, Content content) throws RunFolderException {
        Path part = file.resolveSibling("." + file.getFileName() + PART);
        try {
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
                DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES));
                content.write(out);
                out.flush();
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(file);
        } catch (IOException e) {
            remove(part, e);
            throw new RunFolderException("cannot write %s: %s%s".formatted(file, reason(e), room(file)), e);
        }
    }

    /// Removes what a process that died left of unfinished files.
    ///
    /// @param folder to clean
    /// @throws IOException when it cannot be read or a part cannot be removed
    static void removeParts(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder, ".*" + PART)) {
            for (Path part : files) {
                Files.delete(part);
            }
        }
    }

    /// {@return why `e` was thrown, without the file's name}
    ///
    /// @param e what was thrown
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such folder";
        }
        String reason = e instanceof FileSystemException failure ? failure.getReason() : null;
        return reason != null ? reason : String.valueOf(e.getMessage());
    }

    private static void forceFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void remove(Path part, IOException because) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    private static String room(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            long bytes = Files.getFileStore(folder == null ? file : folder).getUsableSpace();
            return " (%.1f MB free there)".formatted(bytes / 1e6);
        } catch (IOException e) {
            return "";
        }
    }
}
