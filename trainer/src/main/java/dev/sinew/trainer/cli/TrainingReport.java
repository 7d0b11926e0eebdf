package dev.sinew.trainer.cli;

import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.runtime.cli.Figures;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.trainer.checkpoint.RunFolder;
import dev.sinew.trainer.loop.LoopListener;
import dev.sinew.trainer.loop.LoopOutcome;
import dev.sinew.trainer.loop.LoopResult;
import dev.sinew.trainer.loop.TimeSplit.Part;
import dev.sinew.trainer.progress.TimeShares;
import dev.sinew.trainer.run.TrainingPlan;
import dev.sinew.trainer.run.TrainingRun;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Carries out a training for a person and says what came of it.
final class TrainingReport {
    private final CommandContext context;
    private final Figures figures;
    private final Keep keep;
    private final RunBundle bundle;
    private final Next next;

    /// Writes the figures of the command.
    @FunctionalInterface
    interface Keep {
        /// Writes them if they are wanted.
        ///
        /// @throws IOException when they cannot be written
        void figures() throws IOException;
    }

    /// What a person may do next.
    @FunctionalInterface
    interface Next {
        /// {@return a command and its arguments; empty for nothing to be said}
        ///
        /// @param outcome of the training
        Optional<String> after(LoopOutcome outcome);
    }

    /// A training that has not begun.
    ///
    /// @param context of the command
    /// @param figures of the command, filled
    /// @param keep writes them
    /// @param bundle left in the run folder when it is done
    /// @param next what to do when it is over
    TrainingReport(CommandContext context, Figures figures, Keep keep, RunBundle bundle, Next next) {
        this.context = context;
        this.figures = figures;
        this.keep = keep;
        this.bundle = bundle;
        this.next = next;
    }

    /// {@return what to do after a training that stands alone}
    ///
    /// @param folder of the training
    static Next alone(RunFolder folder) {
        return outcome -> Optional.of(switch (outcome) {
                    case COMPLETED, TARGET_REACHED -> "evaluate ";
                    case STOPPED -> "resume ";
                }
                + folder.root());
    }

    /// Trains.
    ///
    /// @param plan what to do
    /// @param catalog opens the task
    /// @param folder held
    /// @param resumes whether to go on from its newest checkpoint
    /// @return the exit code
    /// @throws IOException when the run folder cannot be written or holds no checkpoint
    int carryOut(TrainingPlan plan, TaskCatalog catalog, RunFolder folder, boolean resumes) throws IOException {
        TrainingRun run = new TrainingRun(plan, catalog);
        announce(plan, folder, resumes);
        TrainingEnd end = new TrainingEnd((result, times) -> {
            if (result.outcome() != LoopOutcome.STOPPED) {
                bundle.leave(context, run, folder.root());
            }
            tell(plan, folder, result, times);
        });
        LoopResult result = Workstation.watched(context, plan, progress -> {
            List<LoopListener> listeners = List.of(progress, end);
            return resumes ? run.resume(folder, listeners) : run.train(folder, listeners);
        });
        return switch (result.outcome()) {
            case COMPLETED, TARGET_REACHED -> ExitCode.OK;
            case STOPPED -> ExitCode.INTERRUPTED;
        };
    }

    private void tell(TrainingPlan plan, RunFolder folder, LoopResult result, Optional<TimeShares> times)
            throws IOException {
        figures.put("task", plan.task())
                .put("algorithm", plan.algorithm())
                .put("seed", plan.seed())
                .put("training_steps", result.steps())
                .put("outcome", result.outcome().text())
                .put("run", folder.root().toString());
        result.best()
                .ifPresent(best ->
                        figures.put("best_return", best.evaluation().mean()).put("best_steps", best.steps()));
        times.ifPresent(this::tell);
        next.after(result.outcome())
                .ifPresent(command -> context.out().println("next: " + CommandContext.program() + " " + command));
        keep.figures();
    }

    private void tell(TimeShares times) {
        context.out().println(times.line());
        figures.put("training_seconds", times.elapsed())
                .put("environment_seconds", times.of(Part.ENVIRONMENT))
                .put("policy_seconds", times.of(Part.POLICY))
                .put("update_seconds", times.of(Part.UPDATE))
                .put("evaluation_seconds", times.of(Part.EVALUATION))
                .put("steps_per_second", times.stepsPerSecond());
    }

    private void announce(TrainingPlan plan, RunFolder folder, boolean resumes) {
        context.out()
                .println(String.format(
                        Locale.ROOT,
                        "%s %s with %s: %d steps, worlds %d, seed %d, threads %d; everything goes to %s",
                        resumes ? "going on with" : "training",
                        plan.task(),
                        plan.algorithm(),
                        plan.loop().steps(),
                        plan.worlds(),
                        plan.seed(),
                        plan.threads(),
                        folder.root()));
    }
}
