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

/// Carries out a training for a person and says what came of it.
final class TrainingReport {
    private static final double SECONDS_PER_NANO = 1e-9;

    private final CommandContext context;
    private final Figures figures;

    /// A training that has not begun.
    ///
    /// @param context of the command
    /// @param figures of the command, filled
    TrainingReport(CommandContext context, Figures figures) {
        this.context = context;
        this.figures = figures;
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
        List<LoopListener> listeners = List.of(Workstation.progress(context, plan));
        LoopResult result = resumes ? run.resume(folder, listeners) : run.train(folder, listeners);
        figures.put("task", plan.task())
                .put("algorithm", plan.algorithm())
                .put("seed", plan.seed())
                .put("training_seconds", (clock.nanos() - began) * SECONDS_PER_NANO)
                .put("training_steps", result.steps())
                .put("outcome", result.outcome().text())
                .put("run", folder.root().toString());
        result.best()
                .ifPresent(best ->
                        figures.put("best_return", best.evaluation().mean()).put("best_steps", best.steps()));
        return switch (result.outcome()) {
            case COMPLETED, TARGET_REACHED -> {
                context.out().println("next: sinew evaluate " + folder.root());
                yield ExitCode.OK;
            }
            case STOPPED -> {
                context.out().println("next: sinew resume " + folder.root());
                yield ExitCode.INTERRUPTED;
            }
        };
    }
}
