package dev.sinew.trainer.cli;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.runtime.cli.Figures;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.trainer.checkpoint.Checkpoints;
import dev.sinew.trainer.checkpoint.RunFolder;
import dev.sinew.trainer.comparison.ComparisonTable;
import dev.sinew.trainer.comparison.CurveGroup;
import dev.sinew.trainer.comparison.CurvePlot;
import dev.sinew.trainer.comparison.CurvePoint;
import dev.sinew.trainer.comparison.CurveTable;
import dev.sinew.trainer.comparison.LearningCurve;
import dev.sinew.trainer.loop.LoopOutcome;
import dev.sinew.trainer.run.DivergedException;
import dev.sinew.trainer.run.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Carries out the trainings of a series one after the other. What is done is not done again, what was cut off goes
/// on; one that diverges is told and does not keep the others from their turn.
final class SeedTrainings {
    private final CommandContext context;
    private final Figures figures;
    private final TrainingReport.Keep keep;

    /// Trainings that have not begun.
    ///
    /// @param context of the command
    /// @param figures of the command, filled
    /// @param keep writes them
    SeedTrainings(CommandContext context, Figures figures, TrainingReport.Keep keep) {
        this.context = context;
        this.figures = figures;
        this.keep = keep;
    }

    /// Trains all seeds.
    ///
    /// @param series to carry out; its folder is there
    /// @param threads 1 or 2
    /// @return the exit code
    /// @throws IOException when a folder cannot be written
    int carryOut(SeedSeries series, int threads) throws IOException {
        ConfigFiles files = RunRequest.files(series.root());
        TaskCatalog catalog = Workstation.catalog(context, files);
        int worst = ExitCode.OK;
        for (long seed = 1; seed <= series.seeds(); seed++) {
            RunRequest request = series.request().withSeed(seed);
            int code = train(series, request, request.plan(files, threads), catalog);
            if (code == ExitCode.INTERRUPTED) {
                return code;
            }
            worst = Math.max(worst, code);
        }
        tell(series);
        return worst;
    }

    private int train(SeedSeries series, RunRequest request, TrainingPlan plan, TaskCatalog catalog)
            throws IOException {
        Path root = SeedSeries.folder(series.root(), request.seed());
        boolean begun = Checkpoints.newestSteps(root).isPresent();
        if (begun && done(plan, root)) {
            context.out().println(root + " is done already");
            return ExitCode.OK;
        }
        boolean made = Files.isDirectory(root.resolve("checkpoints"));
        try (RunFolder run = made ? RunFolder.open(root) : RunFolder.create(root)) {
            ConfigFiles files = RunRequest.files(series.root());
            request.keep(run, files);
            RunBundle bundle = new RunBundle(request, files);
            return new TrainingReport(context, figures, keep, bundle, outcome -> next(series, outcome))
                    .carryOut(plan, catalog, run, begun);
        } catch (DivergedException diverged) {
            context.err().println("sinew: seed " + request.seed() + ": " + diverged.getMessage());
            return ExitCode.FAILED;
        }
    }

    private static Optional<String> next(SeedSeries series, LoopOutcome outcome) {
        return switch (outcome) {
            case COMPLETED, TARGET_REACHED -> Optional.empty();
            case STOPPED -> Optional.of("resume " + series.root());
        };
    }

    /// Whether the newest checkpoint is of the end, and the evaluation that belongs there was made.
    private static boolean done(TrainingPlan plan, Path root) throws IOException {
        OptionalLong steps = Checkpoints.newestSteps(root);
        Path progress = root.resolve("progress.csv");
        if (steps.isEmpty() || !Files.exists(progress)) {
            return false;
        }
        List<CurvePoint> evaluations = CurveTable.evaluations(progress);
        boolean evaluated = evaluations.stream().anyMatch(point -> point.steps() == steps.getAsLong());
        if (plan.loop().intervals().evaluation() > 0 && !evaluated) {
            return false;
        }
        return plan.done(
                steps.getAsLong(),
                evaluations.stream().mapToDouble(CurvePoint::mean).max());
    }

    private void tell(SeedSeries series) throws IOException {
        List<LearningCurve> curves = RunCurves.evaluated(series.root());
        if (curves.isEmpty()) {
            return;
        }
        List<CurveGroup> groups = CurveGroup.of(curves);
        ComparisonTable table = new ComparisonTable(groups, LearningCurve.LAST);
        context.out().print(table.text());
        Path plot = series.root().resolve("curves.svg");
        CurveTable.write(series.root().resolve("curves.csv"), curves);
        Files.writeString(plot, CurvePlot.svg(Optional.empty(), groups));
        context.out().println("plot: " + plot);
        context.out().println("next: " + CommandContext.program() + " compare " + series.root() + " OTHER --plot FILE");
        figures.put("run", series.root().toString()).put("seeds", series.seeds());
        groups.forEach(group -> figures.put(
                        "last_return", group.last(LearningCurve.LAST).mean())
                .put("best_return", group.best().mean()));
    }
}
