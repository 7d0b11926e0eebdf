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
        description = "Goes on with a training from its newest checkpoint, bit for bit as if it had never ended.",
        exitCodeList = {
            "0:all steps are done, or the target is reached",
            "2:the command line is not understood",
            "65:the folder is no run folder, or a file of it is wrong",
            "66:there is no such folder",
            "69:a native part is not there",
            "74:the folder holds no checkpoint, is in use or cannot be written",
            "130:stopped; go on with `sinew resume`"
        },
        footer = {"  sinew resume runs/cheetah", "", "Figures for --json: those of `sinew train`"})
final class ResumeCommand extends Subcommand {
    @Parameters(paramLabel = "RUN", description = "run folder")
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
        RunRequest request = RunRequest.of(folder);
        try (RunFolder run = RunFolder.open(folder)) {
            ConfigFiles files = RunRequest.files(folder);
            if (steps.isPresent()) {
                request = request.withSteps(steps.get());
                request.keep(run, files);
            }
            return new TrainingReport(context(), figures(), this::keepFigures)
                    .carryOut(
                            request.plan(files, Workstation.threads(threads)),
                            Workstation.catalog(context(), files),
                            run,
                            true);
        }
    }
}
