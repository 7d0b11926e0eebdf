package dev.sinew.trainer.cli;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.Subcommand;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.trainer.checkpoint.RunFolder;
import dev.sinew.trainer.run.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `sinew train`: a new training.
@Command(
        name = "train",
        description = "Trains a policy and keeps everything in a run folder: figures, checkpoints, the best policy."
                + " Ctrl-C ends it after a checkpoint; `sinew resume` goes on, bit for bit.",
        exitCodeList = {
            "0:all steps are done, or the target is reached",
            "2:the command line is not understood",
            "65:the task or a file is wrong",
            "69:a native part is not there",
            "74:the run folder cannot be written or is in use",
            "130:stopped; go on with `sinew resume`"
        },
        footer = {
            "  sinew train --task HalfCheetah-v5 --algorithm sac --steps 300000 --seed 1 --run runs/cheetah",
            "",
            "Figures for --json: task, algorithm, seed, training_seconds, training_steps, outcome, run,",
            "best_return, best_steps"
        })
final class TrainCommand extends Subcommand {
    @Option(names = "--task", paramLabel = "NAME", required = true, description = "as `sinew tasks` lists it")
    private String task = "";

    @Option(names = "--algorithm", paramLabel = "NAME", description = "as `sinew algorithms` lists it (default: sac)")
    private String algorithm = "sac";

    @Option(names = "--steps", paramLabel = "N", description = "environment steps (default: of the settings file)")
    private Optional<Long> steps = Optional.empty();

    @Option(names = "--seed", paramLabel = "S", description = "of everything random (default: 1)")
    private long seed = 1;

    @Option(names = "--run", paramLabel = "DIR", required = true, description = "run folder: empty, or not there yet")
    private Path folder = Path.of("");

    @Option(names = "--worlds", paramLabel = "N", description = "worlds side by side (default: of the settings file)")
    private Optional<Integer> worlds = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "1 or 2; results do not depend on it")
    private int threads;

    TrainCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() throws IOException {
        ConfigFiles files = context().files();
        TaskCatalog catalog = Workstation.catalog(context(), files);
        RunRequest request = new RunRequest(catalog.task(task).description().name(), algorithm, seed, steps, worlds);
        TrainingPlan plan = request.plan(files, Workstation.threads(threads));
        catalog.open(plan.task(), 1, 1).close(); // a model that MuJoCo refuses leaves no run folder behind
        try (RunFolder run = RunFolder.create(folder)) {
            request.keep(run, files);
            return new TrainingReport(context(), figures(), this::keepFigures).carryOut(plan, catalog, run, false);
        }
    }
}
