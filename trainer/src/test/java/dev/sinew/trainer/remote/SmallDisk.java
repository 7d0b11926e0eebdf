package dev.sinew.trainer.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A disk of 16 KiB, room for one whole batch that one process alone sees: a tmpfs in a mount namespace of its own,
/// gone when the process ends.
final class SmallDisk {
    /// With the rights of root the process keeps them all; without, it is root of nothing but its namespace.
    private static final List<String> WAYS = List.of("-m", "-rm");

    private static final String MOUNT = "mount -t tmpfs -o size=16k tmpfs \"$0\" && exec \"$@\"";

    private SmallDisk() {}

    /// {@return what is put in front of a command so that it runs, in the same process, with such a disk; empty where
    /// the kernel does not let us}
    ///
    /// @param place folder where the disk is
    static Optional<List<String>> at(Path place) throws IOException, InterruptedException {
        for (String way : WAYS) {
            List<String> front = List.of("unshare", way, "sh", "-c", MOUNT, place.toString());
            Process trial = new ProcessBuilder(
                            Stream.concat(front.stream(), Stream.of("true")).toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (trial.waitFor(10, TimeUnit.SECONDS) && trial.exitValue() == 0) {
                return Optional.of(front);
            }
        }
        return Optional.empty();
    }
}
