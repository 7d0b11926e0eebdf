package dev.sinew.trainer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The folder that gets what learning on a robot came to. No learning takes the place of another one's results; one
/// over the network goes on in its own.
final class ResultsFolder {
    private static final String USUAL = "finetune";

    private ResultsFolder() {}

    /// {@return the folder, which is there afterwards}
    ///
    /// @param run folder of the training
    /// @param wanted by the user; empty for the first in the run folder that is free
    /// @param goesOn whether a learning that is there already goes on
    /// @throws IOException when the user's folder holds other results, or cannot be made
    static Path open(Path run, Optional<Path> wanted, boolean goesOn) throws IOException {
        Path folder = wanted.orElseGet(() -> first(run, goesOn));
        if (!isFit(folder, goesOn)) {
            throw new IOException(
                    "results " + folder + " exist already, of another learning: name another folder" + " by --to");
        }
        Files.createDirectories(folder);
        return folder;
    }

    private static Path first(Path run, boolean goesOn) {
        Path folder = run.resolve(USUAL);
        for (int number = 2; !isFit(folder, goesOn); number++) {
            folder = run.resolve(USUAL + "-" + number);
        }
        return folder;
    }

    private static boolean isFit(Path folder, boolean goesOn) {
        boolean kept = Files.exists(folder.resolve("learner"));
        return kept ? goesOn : !Files.exists(folder.resolve("episodes.csv"));
    }
}
