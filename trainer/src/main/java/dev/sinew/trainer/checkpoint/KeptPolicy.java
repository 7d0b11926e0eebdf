package dev.sinew.trainer.checkpoint;

import dev.sinew.trainer.evaluation.Evaluation;
import dev.sinew.trainer.loop.BestPolicy;
import dev.sinew.trainer.loop.Learner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The policy that a run folder has to show: the best one it evaluated, or the newest when none was evaluated yet.
/// Reading it needs no hold on the folder, so a training may go on meanwhile.
public final class KeptPolicy {
    private KeptPolicy() {}

    /// Brings the policy back into a learner, without transitions: it can act, not learn.
    ///
    /// @param root the run folder
    /// @param identity of its training
    /// @param learner of the same settings and sizes, filled
    /// @return how the policy was evaluated; empty when it is the newest and not the best
    /// @throws RunFolderException when there is none, or it is damaged, or of another training
    public static Optional<BestPolicy> restore(Path root, Identity identity, Learner learner)
            throws RunFolderException {
        Path best = best(root);
        if (!Files.exists(best)) {
            Path newest = Checkpoints.newest(root)
                    .orElseThrow(() -> new RunFolderException(root + " must hold a policy, holds none yet"));
            restore(newest, SectionFile.read(newest), identity, learner);
            return Optional.empty();
        }
        SectionFile sections = SectionFile.read(best);
        restore(best, sections, identity, learner);
        BestPolicy[] found = new BestPolicy[1];
        sections.section("evaluation", in -> found[0] = new BestPolicy(in.readLong(), Evaluation.restore(in)));
        return Optional.of(found[0]);
    }

    private static void restore(Path file, SectionFile sections, Identity identity, Learner learner)
            throws RunFolderException {
        sections.section("identity", in -> identity.requireEqual(file, Identity.load(in)));
        sections.section("learner", learner::restore);
    }

    /// {@return where the best policy of a run folder is}
    ///
    /// @param root the run folder
    static Path best(Path root) {
        return RunFolder.best(root).resolve("best.policy");
    }
}
