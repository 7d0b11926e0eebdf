package dev.sinew.trainer.cli;

import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.runtime.cli.Subcommand;
import dev.sinew.trainer.comparison.ComparisonTable;
import dev.sinew.trainer.comparison.CurveGroup;
import dev.sinew.trainer.comparison.CurvePlot;
import dev.sinew.trainer.comparison.CurveTable;
import dev.sinew.trainer.comparison.LearningCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sinew compare`: learning curves side by side.
@Command(
        name = "compare",
        description =
                "Compares trainings by their evaluations: what each seed ended with (mean of its last evaluations) and,"
                        + " apart from it, its best; of each task and algorithm the interquartile mean over seeds with"
                        + " a bootstrap interval of 95 %%. Places with the same seed are told apart by their names.",
        exitCodeList = {
            "0:done",
            "65:a file is wrong, or a training holds no evaluation yet",
            "66:there is no such run or table",
            "74:the table or the plot cannot be written"
        },
        footer = {
            "  sinew compare runs/cheetah-1 runs/cheetah-2 --csv cheetah.csv --plot cheetah.svg",
            "  sinew compare cheetah.csv runs/mine --last 10 --markdown cheetah.md",
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

    @Option(
            names = "--last",
            paramLabel = "K",
            description = "evaluations whose mean is what a training ended with (default: 3)")
    private int last = LearningCurve.LAST;

    @Option(names = "--csv", paramLabel = "FILE", description = "write all evaluations as a table")
    private Optional<Path> csv = Optional.empty();

    @Option(names = "--markdown", paramLabel = "FILE", description = "write the comparison as a Markdown table")
    private Optional<Path> markdown = Optional.empty();

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "draw the curves as SVG, over steps and over time, a row for each task")
    private Optional<Path> plot = Optional.empty();

    @Option(
            names = "--over",
            paramLabel = "AXIS",
            description = "steps, clock or both: what the plot goes over (default: both)")
    private CurvePlot.Over over = CurvePlot.Over.BOTH;

    @Option(names = "--title", paramLabel = "TEXT", description = "of the plot (default: none)")
    private Optional<String> title = Optional.empty();

    CompareCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() throws IOException {
        List<LearningCurve> curves = RunCurves.of(sources);
        List<CurveGroup> groups = CurveGroup.of(curves);
        ComparisonTable table = new ComparisonTable(groups, last);
        context().out().print(table.text());
        groups.forEach(this::keep);
        if (csv.isPresent()) {
            requireFolder("table", csv.get());
            CurveTable.write(csv.get(), curves);
        }
        if (markdown.isPresent()) {
            requireFolder("table", markdown.get());
            Files.writeString(markdown.get(), table.markdown());
        }
        if (plot.isPresent()) {
            requireFolder("plot", plot.get());
            Files.writeString(plot.get(), CurvePlot.svg(title, groups, over));
        }
        return ExitCode.OK;
    }

    private void keep(CurveGroup group) {
        String key = group.name().replace(' ', '.');
        for (LearningCurve curve : group.curves()) {
            figures()
                    .put(key + ".seed_" + curve.seed() + ".last_return", curve.last(last))
                    .put(key + ".seed_" + curve.seed() + ".best_return", curve.best());
        }
        figures()
                .put(key + ".last_return", group.last(last).mean())
                .put(key + ".best_return", group.best().mean());
    }
}
