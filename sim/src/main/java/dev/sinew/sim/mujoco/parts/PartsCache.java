package dev.sinew.sim.mujoco.parts;

import dev.sinew.config.document.ConfigFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// The folder outside the repository where fetched parts stay. A folder in it is complete or absent: it is filled
/// under another name and renamed, under a lock that holds over threads and processes.
final class PartsCache {
    /// A file lock covers processes only, this one the threads of this process.
    private static final Lock THREADS = new ReentrantLock();

    private static final String UNFINISHED = ".unfinished-";

    private final Path root;

    PartsCache(Path root) {
        this.root = root;
    }

    /// {@return the cache of this user: `SINEW_CACHE`, else `XDG_CACHE_HOME/sinew`, else `~/.cache/sinew`}
    ///
    /// @param environment of the process
    /// @param home of the user
    static PartsCache of(Map<String, String> environment, Path home) {
        return new PartsCache(ConfigFiles.cacheFolder(environment, home));
    }

    /// {@return where a folder of the cache is or will be}
    ///
    /// @param folder name
    Path path(String folder) {
        return root.resolve(folder);
    }

    /// {@return a complete folder, filled now when it is not there yet}
    ///
    /// @param folder name
    /// @param filler called with an empty folder when it is absent
    Path folder(String folder, Filler filler) {
        Path path = path(folder);
        if (Files.isDirectory(path)) {
            return path;
        }
        THREADS.lock();
        try {
            Files.createDirectories(root);
            try (FileChannel lock =
                    FileChannel.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock(); // until the channel is closed
                if (!Files.isDirectory(path)) {
                    removeUnfinished();
                    fill(path, filler);
                }
            }
            return path;
        } catch (IOException e) {
            throw new PartsException(
                    "cannot fill the cache " + root + ": " + e + "; set SINEW_CACHE to a folder that can be written",
                    e);
        } finally {
            THREADS.unlock();
        }
    }

    private void fill(Path path, Filler filler) throws IOException {
        Path unfinished = Files.createTempDirectory(root, UNFINISHED);
        try {
            filler.fill(unfinished);
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            remove(unfinished);
        }
    }

    /// What a killed process left; only the holder of the lock writes such folders.
    private void removeUnfinished() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            for (Path entry : entries.toList()) {
                if (String.valueOf(entry.getFileName()).startsWith(UNFINISHED)) {
                    remove(entry);
                }
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> entries = Files.walk(folder)) {
                List<Path> deepestFirst =
                        entries.sorted(Comparator.reverseOrder()).toList();
                for (Path entry : deepestFirst) {
                    Files.delete(entry);
                }
            }
        }
    }

    /// Fills a folder.
    @FunctionalInterface
    interface Filler {
        /// Fills a folder.
        ///
        /// @param folder empty
        /// @throws IOException when it cannot be written
        void fill(Path folder) throws IOException;
    }
}
