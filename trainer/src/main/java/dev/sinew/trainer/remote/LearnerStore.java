package dev.sinew.trainer.remote;

import dev.sinew.trainer.checkpoint.FolderLock;
import dev.sinew.trainer.checkpoint.Identity;
import dev.sinew.trainer.checkpoint.SectionFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Keeps a [LearnerState] on the disk: a checkpoint, and the log of what happened since.
///
/// ```text
/// learner/
///   learner.checkpoint          the state, whole, with the number of its log; written beside its place and renamed
///   learner-000000000007.log    what happened since
///   learner.lock                held by the process that learns
/// ```
///
/// The state is that of the checkpoint with the log's events applied, which a process that died takes up to the bit. A
/// log ends with the checkpoint that follows it and goes when that is on the disk: at any instant the checkpoint under
/// its name and the log with its number belong together, the log perhaps still missing, which says that nothing
/// happened yet. One thread.
final class LearnerStore implements AutoCloseable {
    private static final String CHECKPOINT = "learner.checkpoint";
    private static final String LOGS = "learner-*.log";

    private final Path folder;
    private final Identity identity;
    private final LearnerState state;
    private final FileChannel lock;
    private final boolean found;
    private LearningLog log;
    private long generation;

    private LearnerStore(Path folder, Identity identity, LearnerState state, FileChannel lock) throws IOException {
        this.folder = folder;
        this.identity = identity;
        this.state = state;
        this.lock = lock;
        found = Files.exists(folder.resolve(CHECKPOINT));
        if (found) {
            generation = restore();
        } else {
            write(generation);
        }
        log = LearningLog.open(file(generation), generation, state);
        removeOthers();
    }

    /// Opens a folder; a learner that it holds is taken up.
    ///
    /// @param folder of this learner alone, made if need be
    /// @param identity that a learner in it must have
    /// @param state fresh; becomes what the folder holds
    /// @return the store, held by this process
    /// @throws IOException when another process holds it, it is another learner's, or the disk fails
    static LearnerStore open(Path folder, Identity identity, LearnerState state) throws IOException {
        Files.createDirectories(folder);
        FileChannel lock = FolderLock.hold(folder, "learner.lock", "learns");
        try {
            return new LearnerStore(folder, identity, state, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private long restore() throws IOException {
        Path file = folder.resolve(CHECKPOINT);
        SectionFile sections = SectionFile.read(file);
        sections.section("identity", in -> identity.requireEqual(file, Identity.load(in)));
        long[] number = new long[1];
        sections.section("generation", in -> number[0] = in.readLong());
        sections.section("learner with costs", state::restore);
        return number[0];
    }

    private void write(long number) throws IOException {
        new SectionFile.Writer()
                .section("identity", identity::save)
                .section("generation", out -> out.writeLong(number))
                .section("learner with costs", state::save)
                .write(folder.resolve(CHECKPOINT));
    }

    private Path file(long number) {
        return folder.resolve("learner-%012d.log".formatted(number));
    }

    private void removeOthers() throws IOException {
        try (var files = Files.newDirectoryStream(folder, LOGS)) {
            for (Path one : files) {
                if (!one.equals(file(generation))) {
                    Files.delete(one);
                }
            }
        }
    }

    /// {@return whether the folder held a learner}
    boolean found() {
        return found;
    }

    /// {@return where events go that the state has gone through}
    LearningLog log() {
        return log;
    }

    /// Writes a checkpoint and begins another log.
    ///
    /// @throws IOException when the disk fails; then the checkpoint of before and its log stay
    void checkpoint() throws IOException {
        write(generation + 1);
        log.close();
        generation++;
        log = LearningLog.open(file(generation), generation, state);
        removeOthers();
    }

    @Override
    public void close() throws IOException {
        log.close();
        lock.close();
    }
}
