package dev.sinew.trainer.onboard;

import dev.sinew.trainer.checkpoint.FolderLock;
import dev.sinew.trainer.checkpoint.Identity;
import dev.sinew.trainer.checkpoint.SectionFile;
import dev.sinew.trainer.hardware.EpisodeRecord;
import dev.sinew.trainer.hardware.FineTuning;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Keeps a learning on the robot's own disk, whole, so that it goes on after the robot was switched off. What happened
/// since the newest checkpoint is lost with the process: unlike a robot behind a broker, it forgot those steps when it
/// made them. One thread.
public final class OnboardStore implements AutoCloseable {
    private static final String CHECKPOINT = "learner.checkpoint";
    private static final int STEPS_BETWEEN = 3000; // half a minute; a checkpoint is some MB

    private final Path file;
    private final Identity identity;
    private final FileChannel lock;
    private long steps;

    private OnboardStore(Path folder, Identity identity, FileChannel lock) {
        file = folder.resolve(CHECKPOINT);
        this.identity = identity;
        this.lock = lock;
    }

    /// Holds a folder.
    ///
    /// @param folder of this learning alone, made if need be
    /// @param identity that a learning in it must have
    /// @return the store, held by this process
    /// @throws IOException when another process holds it, or the disk fails
    public static OnboardStore open(Path folder, Identity identity) throws IOException {
        Files.createDirectories(folder);
        return new OnboardStore(folder, identity, FolderLock.hold(folder, "learner.lock", "learns"));
    }

    /// Takes up the learning that the folder holds.
    ///
    /// @param tuning fresh; becomes what the folder holds
    /// @param episodes of it, fresh
    /// @return whether it held one
    /// @throws IOException when it is another learning's, or damaged
    boolean restore(FineTuning tuning, EpisodeRecord episodes) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        SectionFile sections = SectionFile.read(file);
        sections.section("identity", in -> identity.requireEqual(file, Identity.load(in)));
        sections.section("learning with costs", in -> {
            episodes.restore(in);
            tuning.restore(in);
        });
        steps = tuning.standing().steps();
        return true;
    }

    /// {@return whether so much has happened that it is to be kept}
    boolean isDue(FineTuning tuning) {
        return tuning.standing().steps() >= steps + STEPS_BETWEEN;
    }

    /// Keeps a learning.
    ///
    /// @throws IOException when the disk fails; then the checkpoint of before stays
    void write(FineTuning tuning, EpisodeRecord episodes) throws IOException {
        steps = tuning.standing().steps();
        new SectionFile.Writer()
                .section("identity", identity::save)
                .section("learning with costs", out -> {
                    episodes.save(out);
                    tuning.save(out);
                })
                .write(file);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
