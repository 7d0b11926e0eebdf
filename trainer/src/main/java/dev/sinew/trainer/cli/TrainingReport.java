package dev.sinew.trainer.cli;

import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.runtime.cli.Figures;
import dev.sinew.runtime.loop.SystemClock;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.trainer.checkpoint.RunFolder;
import dev.sinew.trainer.loop.LoopListener;
import dev.sinew.trainer.loop.LoopResult;
import dev.sinew.trainer.run.TrainingPlan;
import dev.sinew.trainer.run.TrainingRun;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Carries out a training for a person and says what came of it.
final class TrainingReport {
    private static final double SECONDS_PER_NANO = 1e-9;

    private final CommandContext context;
    private final Figures figures;
    private final Keep keep;

    /// Writes the figures of the command.
    @FunctionalInterface
    interface Keep {
        /// Writes them if they are wanted.
        ///
        /// @throws IOException when they cannot be written
        void figures() throws IOException;
    }

    /// A training that has not begun.
    ///
    /// @param context of the command
    /// @param figures of the command, filled
    /// @param keep writes them
    TrainingReport(CommandContext context, Figures figures, Keep keep) {
        this.context = context;
        this.figures = figures;
        this.keep = keep;
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
        SystemClock clock = new SystemClock();
        long began = clock.nanos();
        TrainingRun run = new TrainingRun(plan, catalog);
        announce(plan, folder, resumes);
        TrainingEnd end =
                new TrainingEnd(result -> tell(plan, folder, result, (clock.nanos() - began) * SECONDS_PER_NANO));
        LoopResult result = Workstation.watched(context, plan, progress -> {
            List<LoopListener> listeners = List.of(progress, end);
            return resumes ? run.resume(folder, listeners) : run.train(folder, listeners);
        });
        return switch (result.outcome()) {
            case COMPLETED, TARGET_REACHED -> ExitCode.OK;
            case STOPPED -> ExitCode.INTERRUPTED;
        };
    }

    private void tell(TrainingPlan plan, RunFolder folder, LoopResult result, double seconds) throws IOException {
        figures.put("task", plan.task())
                .put("algorithm", plan.algorithm())
                .put("seed", plan.seed())
                .put("training_seconds", seconds)
                .put("training_steps", result.steps())
                .put("outcome", result.outcome().text())
                .put("run", folder.root().toString());
        result.best()
                .ifPresent(best ->
                        figures.put("best_return", best.evaluation().mean()).put("best_steps", best.steps()));
        String next =
                switch (result.outcome()) {
                    case COMPLETED, TARGET_REACHED -> "evaluate";
                    case STOPPED -> "resume";
                };
        context.out().println("next: " + CommandContext.program() + " " + next + " " + folder.root());
        keep.figures();
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
