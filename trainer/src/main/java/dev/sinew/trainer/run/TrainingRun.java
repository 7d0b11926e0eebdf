package dev.sinew.trainer.run;

import dev.sinew.runtime.loop.SystemClock;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.trainer.checkpoint.Checkpoints;
import dev.sinew.trainer.checkpoint.Identity;
import dev.sinew.trainer.checkpoint.KeptPolicy;
import dev.sinew.trainer.checkpoint.KeptPrior;
import dev.sinew.trainer.checkpoint.RunFolder;
import dev.sinew.trainer.evaluation.ActionScale;
import dev.sinew.trainer.evaluation.Actor;
import dev.sinew.trainer.evaluation.Evaluator;
import dev.sinew.trainer.loop.BestPolicy;
import dev.sinew.trainer.loop.GracefulStop;
import dev.sinew.trainer.loop.Learner;
import dev.sinew.trainer.loop.LearnerActor;
import dev.sinew.trainer.loop.LoopListener;
import dev.sinew.trainer.loop.LoopResult;
import dev.sinew.trainer.loop.NonFiniteException;
import dev.sinew.trainer.loop.TrainingLoop;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.progress.MetricFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Carries out a plan in a run folder.
public final class TrainingRun {
    /// Seed of the evaluation worlds, far from those of trainings: held out.
    public static final long EVALUATION_SEED = 1_000_000_007;

    private static final int CHECKPOINTS_KEPT = 2;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final TrainingPlan plan;
    private final TaskCatalog catalog;
    private final Identity identity;

    /// A training that has not begun.
    ///
    /// @param plan what to do
    /// @param catalog opens the task
    public TrainingRun(TrainingPlan plan, TaskCatalog catalog) {
        this.plan = plan;
        this.catalog = catalog;
        identity = new Identity(plan.identity());
    }

    /// Trains from the start. Ctrl-C and `SIGTERM` end it after a checkpoint.
    ///
    /// @param folder empty, held
    /// @param listeners told how it goes, besides the run folder
    /// @return how it ended
    /// @throws IOException when the run folder cannot be written
    public LoopResult train(RunFolder folder, List<LoopListener> listeners) throws IOException {
        return run(folder, listeners, false);
    }

    /// Goes on from the newest checkpoint, bit for bit.
    ///
    /// @param folder of the training, held
    /// @param listeners told how it goes, besides the run folder
    /// @return how it ended
    /// @throws IOException when there is no checkpoint, or the run folder cannot be written
    public LoopResult resume(RunFolder folder, List<LoopListener> listeners) throws IOException {
        return run(folder, listeners, true);
    }

    private LoopResult run(RunFolder folder, List<LoopListener> listeners, boolean resumes) throws IOException {
        try (VectorEnvironment environment = catalog.open(plan.task(), plan.worlds(), plan.threads());
                Evaluator evaluator = evaluator()) {
            TrainingLoop loop = plan.method().loop(plan, environment, evaluator, new SystemClock());
            Checkpoints checkpoints = new Checkpoints(folder, identity, CHECKPOINTS_KEPT);
            if (resumes) {
                checkpoints.restore(loop);
            }
            GracefulStop stop = new GracefulStop(loop::requestStop, STOP_PATIENCE);
            try (MetricFiles files = new MetricFiles(folder, InstantSource.system())) {
                List<LoopListener> all = new ArrayList<>(List.of(files, checkpoints));
                all.addAll(listeners);
                return loop.run(all);
            } catch (NonFiniteException diverged) {
                throw diverged(loop, folder, diverged);
            } finally {
                stop.close();
                loop.learner().close();
            }
        }
    }

    private static DivergedException diverged(TrainingLoop loop, RunFolder folder, NonFiniteException found)
            throws IOException {
        String checkpoint = Checkpoints.newestSteps(folder.root()).stream()
                .mapToObj(steps -> "the last checkpoint is of step " + steps)
                .findFirst()
                .orElse("there is no checkpoint");
        return new DivergedException(
                ("the training diverged after step %d: %s; %s, from where `sinew resume` meets the same again: train"
                                + " anew with a lower learning rate than in %s")
                        .formatted(
                                loop.steps(),
                                found.getMessage(),
                                checkpoint,
                                folder.config().resolve("training")),
                found);
    }

    private Evaluator evaluator() {
        int worlds = Math.min(plan.evaluation().worlds(), plan.evaluation().episodes());
        return new Evaluator(
                catalog.open(plan.task(), worlds, plan.threads()),
                plan.evaluation().episodes(),
                EVALUATION_SEED);
    }

    /// A policy taken out of a run folder.
    ///
    /// @param policy in plain numbers
    /// @param evaluated how it did when it was kept; empty when it is the newest, not the best
    public record Kept(ExportedPolicy policy, Optional<BestPolicy> evaluated) {}

    /// Works with a kept policy beside the learner that answers as the training did.
    ///
    /// @param <T> what comes of it
    @FunctionalInterface
    public interface KeptUse<T> {
        /// Does the work.
        ///
        /// @param kept the policy in plain numbers
        /// @param trainer the same policy as the trainer's own kernels compute it; closed afterwards
        /// @return what comes of it
        /// @throws IOException when it cannot be done
        T use(Kept kept, Actor trainer) throws IOException;
    }

    /// Writes the transitions that the newest checkpoint of a run folder remembers, for other trainings to begin with.
    ///
    /// @param root the run folder
    /// @param file to write; the folder must exist
    /// @return what it holds
    /// @throws IOException when the folder holds no checkpoint, or the file cannot be written
    public KeptPrior prior(Path root, Path file) throws IOException {
        try (VectorEnvironment environment = catalog.open(plan.task(), 1, 1);
                Learner learner = plan.method().learner(Method.LearnerSizes.of(plan, environment))) {
            return KeptPrior.write(root, identity, learner, plan.algorithm(), file);
        }
    }

    /// {@return the policy that a run folder has to show: its best, else its newest}
    ///
    /// @param root the run folder
    /// @throws IOException when it holds none
    public Kept kept(Path root) throws IOException {
        return kept(root, (kept, environment) -> kept);
    }

    /// Opens the policy that a run folder has to show: its best, else its newest.
    ///
    /// @param root the run folder
    /// @param use what to do with it
    /// @param <T> what comes of it
    /// @return what came of it
    /// @throws IOException when the folder holds none, or the use fails
    public <T> T kept(Path root, KeptUse<T> use) throws IOException {
        try (VectorEnvironment environment = catalog.open(plan.task(), 1, 1);
                Learner learner = plan.method().learner(Method.LearnerSizes.of(plan, environment))) {
            Optional<BestPolicy> best = KeptPolicy.restore(root, identity, learner);
            float[] low = environment.actionLow();
            float[] high = environment.actionHigh();
            Kept kept = new Kept(learner.policy(low, high), best);
            return use.use(kept, new LearnerActor(learner, new ActionScale(low, high)));
        }
    }
}
