package dev.sinew.trainer.checkpoint;

import dev.sinew.trainer.loop.Learner;
import dev.sinew.trainer.replay.PriorFile;
import dev.sinew.trainer.replay.ReplayBuffer;
import java.io.IOException;
import java.nio.file.Path;

/// The transitions that a training remembered, written for other trainings to begin with.
///
/// @param transitions how many
/// @param steps environment steps of the training they were taken from
public record KeptPrior(long transitions, long steps) {
    /// Writes the transitions of the newest checkpoint of a run folder.
    ///
    /// @param root the run folder
    /// @param identity of the training
    /// @param learner freshly made with the settings of the training, filled
    /// @param algorithm its name, for a message
    /// @param file to write; the folder must exist
    /// @return what it holds
    /// @throws IllegalArgumentException when the training replays nothing
    /// @throws IOException when the folder holds no checkpoint, or the file cannot be written
    public static KeptPrior write(Path root, Identity identity, Learner learner, String algorithm, Path file)
            throws IOException {
        if (!(learner.transitions() instanceof ReplayBuffer replay)) {
            throw new IllegalArgumentException(
                    "a prior must be of a training that replays transitions, such as sac, td3 or ddpg, was of "
                            + algorithm);
        }
        long steps = Checkpoints.restoreLearner(root, identity, learner);
        AtomicFile.write(file, out -> PriorFile.write(out, replay));
        return new KeptPrior(replay.size(), steps);
    }
}
