package dev.sinew.trainer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The folder that gets what learning on a robot came to. No learning takes the place of another one's results; one
/// that is kept in the folder goes on there.
final class ResultsFolder {
    /// Folder in the results where a learning over the network is kept.
    static final String REMOTE = "learner";

    /// Folder in the results where a learning in the robot's process is kept.
    static final String ONBOARD = "onboard";

    private static final String USUAL = "finetune";

    private ResultsFolder() {}

    /// {@return the folder, which is there afterwards}
    ///
    /// @param run folder of the training
    /// @param wanted by the user; empty for the first in the run folder that is free
    /// @param kept where a learning that goes on is kept in it; empty for one that never goes on
    /// @throws IOException when the user's folder holds other results, or cannot be made
    static Path open(Path run, Optional<Path> wanted, Optional<String> kept) throws IOException {
        Path folder = wanted.orElseGet(() -> first(run, kept));
        if (!isFit(folder, kept)) {
            throw new IOException(
                    "results " + folder + " exist already, of another learning: name another folder" + " by --to");
        }
        Files.createDirectories(folder);
        return folder;
    }

    private static Path first(Path run, Optional<String> kept) {
        Path folder = run.resolve(USUAL);
        for (int number = 2; !isFit(folder, kept); number++) {
            folder = run.resolve(USUAL + "-" + number);
        }
        return folder;
    }

    private static boolean isFit(Path folder, Optional<String> kept) {
        for (String one : List.of(REMOTE, ONBOARD)) {
            if (Files.exists(folder.resolve(one))) {
                return kept.equals(Optional.of(one));
            }
        }
        return !Files.exists(folder.resolve("episodes.csv"));
    }
}
