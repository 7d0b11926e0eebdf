package dev.sinew.runtime.experience;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file of the spool that is being written: the place where a disk can fail.
interface SpoolFile extends AutoCloseable {
    /// Makes such files.
    @FunctionalInterface
    interface Maker {
        /// {@return a new, empty file}
        ///
        /// @param path must not exist yet
        SpoolFile create(Path path) throws IOException;
    }

    /// Writes all of it at the end.
    void write(ByteBuffer bytes) throws IOException;

    /// Cuts the file off.
    void truncate(long bytes) throws IOException;

    /// Waits for the disk.
    void force() throws IOException;

    @Override
    void close() throws IOException;

    /// {@return a file of this machine's file system; the folder's disk is waited for, so that a power cut leaves it}
    static SpoolFile create(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                entries.force(true);
            }
        }
        return new SpoolFile() {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }

            @Override
            public void truncate(long bytes) throws IOException {
                channel.truncate(bytes);
            }

            @Override
            public void force() throws IOException {
                channel.force(false);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
