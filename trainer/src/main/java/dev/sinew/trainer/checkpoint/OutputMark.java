package dev.sinew.trainer.checkpoint;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// How long a file that only grows was when a checkpoint was written. What was appended later belongs to steps that a
/// resumed training takes again.
///
/// @param name of the file in the run folder
/// @param length bytes
record OutputMark(String name, long length) {
    /// Marks where a file ends now, with everything before on the disk.
    ///
    /// @param file to mark
    /// @return the mark
    /// @throws IOException when the file cannot be forced to the disk
    static OutputMark of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
            return new OutputMark(file.getFileName().toString(), channel.size());
        }
    }

    /// Cuts the file back to the mark.
    ///
    /// @param folder that holds it
    /// @throws IOException when it is missing, shorter than the mark, or cannot be cut
    void restore(Path folder) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            throw new RunFolderException(file + " must exist to go on with its training, is missing");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (channel.size() < length) {
                throw new RunFolderException("%s must have at least the %d bytes of its checkpoint, had %d"
                        .formatted(file, length, channel.size()));
            }
            channel.truncate(length);
        }
    }

    void save(DataOutput out) throws IOException {
        out.writeUTF(name);
        out.writeLong(length);
    }

    static OutputMark load(DataInput in) throws IOException {
        return new OutputMark(in.readUTF(), in.readLong());
    }
}
