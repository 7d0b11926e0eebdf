package dev.sinew.trainer.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Holds a folder for one process, by a lock on a file in it. The system lets go of it when the process dies.
public final class FolderLock {
    private FolderLock() {}

    /// Holds a folder.
    ///
    /// @param folder that exists
    /// @param file name of the file in it
    /// @param doing what another process does in it, for the error: `trains`
    /// @return the lock, until it is closed
    /// @throws RunFolderException when another process holds it, or this one does already
    /// @throws IOException when the file cannot be made
    public static FileChannel hold(Path folder, String file, String doing) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process: the same answer as for another one
        }
        channel.close();
        throw new RunFolderException(folder + " is in use: another process " + doing + " in it");
    }
}
