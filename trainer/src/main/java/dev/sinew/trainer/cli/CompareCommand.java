package dev.sinew.trainer.cli;

import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.runtime.cli.Subcommand;
import dev.sinew.trainer.comparison.CurveGroup;
import dev.sinew.trainer.comparison.CurvePlot;
import dev.sinew.trainer.comparison.CurvePoint;
import dev.sinew.trainer.comparison.CurveTable;
import dev.sinew.trainer.comparison.Interval;
import dev.sinew.trainer.comparison.LearningCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sinew compare`: learning curves side by side.
@Command(
        name = "compare",
        description =
                "Compares trainings by their evaluations: interquartile mean over seeds with a bootstrap interval of"
                        + " 95 %, what each seed ended with (mean of its last 3 evaluations) and its best.",
        exitCodeList = {
            "0:done",
            "65:a file is wrong, or a training holds no evaluation yet",
            "66:there is no such run or table",
            "74:the table or the plot cannot be written"
        },
        footer = {
            "  sinew compare runs/cheetah-1 runs/cheetah-2 --csv cheetah.csv --plot cheetah.svg",
            "  sinew compare cheetah.csv runs/mine",
            "",
            "Figures for --json: of each group GROUP.last_return, GROUP.best_return, and of each of its seeds",
            "GROUP.seed_N.last_return, GROUP.seed_N.best_return"
        })
final class CompareCommand extends Subcommand {
    @Parameters(
            paramLabel = "RUN|FOLDER|CSV",
            arity = "1..*",
            description = "run folders, folders of run folders, or tables that --csv wrote")
    private List<Path> sources = List.of();

    @Option(names = "--csv", paramLabel = "FILE", description = "write all evaluations as a table")
    private Optional<Path> csv = Optional.empty();

    @Option(names = "--plot", paramLabel = "FILE", description = "draw the curves as SVG, over steps and over time")
    private Optional<Path> plot = Optional.empty();

    @Option(names = "--title", paramLabel = "TEXT", description = "of the plot (default: the names of the groups)")
    private Optional<String> title = Optional.empty();

    CompareCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() throws IOException {
        List<LearningCurve> curves = new ArrayList<>();
        for (Path source : sources) {
            curves.addAll(curves(source));
        }
        List<CurveGroup> groups = CurveGroup.of(curves);
        line("", "steps", "minutes", "last 3 evaluations", "best evaluation");
        groups.forEach(this::print);
        groups.forEach(this::keep);
        if (csv.isPresent()) {
            CurveTable.write(csv.get(), curves);
        }
        if (plot.isPresent()) {
            String names =
                    String.join(", ", groups.stream().map(CurveGroup::name).toList());
            Files.writeString(plot.get(), CurvePlot.svg(title.orElse(names), groups));
        }
        return ExitCode.OK;
    }

    private static List<LearningCurve> curves(Path source) throws IOException {
        if (Files.isRegularFile(source)) {
            return CurveTable.read(source);
        }
        if (!Files.isDirectory(source)) {
            throw new NoSuchFileException(source.toString());
        }
        List<LearningCurve> curves = new ArrayList<>();
        for (Path run : runs(source)) {
            RunRequest request = RunRequest.of(run);
            List<CurvePoint> points = CurveTable.evaluations(run.resolve("progress.csv"));
            if (points.isEmpty()) {
                throw new IllegalArgumentException(run + " must hold at least one evaluation, held none");
            }
            curves.add(new LearningCurve(request.task(), request.algorithm(), request.seed(), points));
        }
        return curves;
    }

    private static List<Path> runs(Path folder) throws IOException {
        if (isRun(folder)) {
            return List.of(folder);
        }
        try (Stream<Path> inside = Files.list(folder)) {
            List<Path> runs = inside.filter(CompareCommand::isRun).sorted().toList();
            if (runs.isEmpty()) {
                throw new NoSuchFileException(folder + " holds no run folder");
            }
            return runs;
        }
    }

    private static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve("progress.csv"));
    }

    private void print(CurveGroup group) {
        for (LearningCurve curve : group.curves()) {
            CurvePoint end = curve.end();
            line("  seed " + curve.seed(), end.steps(), minutes(end), figure(curve.last()), figure(curve.best()));
        }
        line(
                group.name() + ", " + group.curves().size() + (group.curves().size() == 1 ? " seed" : " seeds"),
                "",
                "",
                text(group.last()),
                text(group.best()));
    }

    private void keep(CurveGroup group) {
        String key = group.name().replace(' ', '.');
        for (LearningCurve curve : group.curves()) {
            figures()
                    .put(key + ".seed_" + curve.seed() + ".last_return", curve.last())
                    .put(key + ".seed_" + curve.seed() + ".best_return", curve.best());
        }
        figures()
                .put(key + ".last_return", group.last().mean())
                .put(key + ".best_return", group.best().mean());
    }

    private static String minutes(CurvePoint point) {
        return String.format(Locale.ROOT, "%.1f", point.seconds() / 60);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String text(Interval interval) {
        return String.format(Locale.ROOT, "%.1f [%.1f, %.1f]", interval.mean(), interval.low(), interval.high());
    }

    private void line(Object... columns) {
        context()
                .out()
                .println(String.format(Locale.ROOT, "%-32s %9s %8s %28s %28s", columns)
                        .stripTrailing());
    }
}
