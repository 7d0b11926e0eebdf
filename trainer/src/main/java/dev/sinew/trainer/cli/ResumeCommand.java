package dev.sinew.trainer.cli;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.Subcommand;
import dev.sinew.trainer.checkpoint.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sinew resume`: goes on with a training.
@Command(
        name = "resume",
        description = "Goes on with a training from its newest checkpoint, bit for bit as if it had never ended; with"
                + " those of `sinew train --seeds` where they were cut off.",
        exitCodeList = {
            "0:all steps are done, or the target is reached",
            "1:the training diverged: its numbers are not finite any more",
            "2:the command line is not understood",
            "65:the folder is no run folder, a file of it is wrong, or it has done more steps than asked for",
            "66:there is no such folder",
            "69:a native part is not there",
            "74:the folder holds no checkpoint, is in use or cannot be written",
            "130:stopped; go on with `sinew resume`"
        },
        footer = {
            "  sinew resume runs/cheetah",
            "  sinew resume runs/cheetah --steps 600000",
            "",
            "Figures for --json: those of `sinew train`"
        })
final class ResumeCommand extends Subcommand {
    @Parameters(paramLabel = "RUN", description = "run folder, or the folder of `sinew train --seeds`")
    private Path folder = Path.of("");

    @Option(names = "--steps", paramLabel = "N", description = "environment steps in all (default: as asked before)")
    private Optional<Long> steps = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "1 or 2; results do not depend on it")
    private int threads;

    ResumeCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() throws IOException {
        if (SeedSeries.isAt(folder)) {
            SeedSeries series = SeedSeries.of(folder);
            return new SeedTrainings(context(), figures(), this::keepFigures)
                    .carryOut(steps.isPresent() ? series.withSteps(steps.get()) : series, Workstation.threads(threads));
        }
        RunRequest request = RunRequest.of(folder);
        try (RunFolder run = RunFolder.open(folder)) {
            ConfigFiles files = RunRequest.files(folder);
            if (steps.isPresent()) {
                request = request.withSteps(folder, steps.get());
                request.plan(files, 1); // what it refuses must not be kept
                request.keep(run, files);
            }
            return new TrainingReport(
                            context(),
                            figures(),
                            this::keepFigures,
                            new RunBundle(request, files),
                            TrainingReport.alone(run))
                    .carryOut(
                            request.plan(files, Workstation.threads(threads)),
                            Workstation.catalog(context(), files),
                            run,
                            true);
        }
    }
}
