package dev.sinew.trainer.cli;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.Subcommand;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.trainer.checkpoint.RunFolder;
import dev.sinew.trainer.run.Preset;
import dev.sinew.trainer.run.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `sinew train`: a new training.
@Command(
        name = "train",
        description = "Trains a policy and keeps everything in a run folder: figures, checkpoints, the best policy."
                + " Ctrl-C ends it after a checkpoint; `sinew resume` goes on, bit for bit. With --seeds, trainings of"
                + " several seeds one after the other, each in a folder of its own, with a table and a plot.",
        exitCodeList = {
            "0:all steps are done, or the target is reached",
            "1:the training diverged: its numbers are not finite any more",
            "2:the command line is not understood",
            "65:the task, the algorithm, a setting or a file is wrong",
            "69:a native part is not there",
            "74:the run folder cannot be written or is in use",
            "130:stopped; go on with `sinew resume`"
        },
        footer = {
            "  sinew train --task HalfCheetah-v5 --algorithm sac --steps 300000 --seed 1 --run runs/cheetah",
            "  sinew train --task Hopper-v5 --algorithm ppo --seeds 5",
            "",
            "Figures for --json: task, algorithm, seed, training_seconds, training_steps, outcome, run,",
            "best_return, best_steps, environment_seconds, policy_seconds, update_seconds,",
            "evaluation_seconds, steps_per_second; with --seeds those of the last one trained, and",
            "seeds, last_return, best_return over all"
        })
final class TrainCommand extends Subcommand {
    @Option(names = "--task", paramLabel = "NAME", required = true, description = "as `sinew tasks` lists it")
    private String task = "";

    @Option(names = "--algorithm", paramLabel = "NAME", description = "as `sinew algorithms` lists it (default: sac)")
    private String algorithm = "sac";

    @Option(names = "--steps", paramLabel = "N", description = "environment steps (default: of the settings file)")
    private Optional<Long> steps = Optional.empty();

    @Option(
            names = "--variant",
            paramLabel = "NAME",
            description = "settings of training/ALGORITHM/TASK-NAME.yaml (default: TASK.yaml, else default.yaml)")
    private Optional<String> variant = Optional.empty();

    @ArgGroup(exclusive = true)
    private Seeds seeds = new Seeds();

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description = "run folder: empty, or not there yet (default: runs/TASK-ALGORITHM-SEED; with --seeds"
                    + " runs/TASK-ALGORITHM with a folder for each)")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--worlds", paramLabel = "N", description = "worlds side by side (default: of the settings file)")
    private Optional<Integer> worlds = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "1 or 2; results do not depend on it")
    private int threads;

    /// Which seeds.
    private static final class Seeds {
        @Option(names = "--seed", paramLabel = "S", description = "of everything random (default: 1)")
        private long seed = 1;

        @Option(names = "--seeds", paramLabel = "N", description = "train with seeds 1 to N, one after the other")
        private Optional<Integer> count = Optional.empty();
    }

    TrainCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() throws IOException {
        ConfigFiles files = context().files();
        TaskCatalog catalog = Workstation.catalog(context(), files);
        Preset preset = new Preset(algorithm, catalog.task(task).description().name(), variant);
        RunRequest request = new RunRequest(preset, seeds.seed, steps, worlds);
        TrainingPlan plan = request.plan(files, Workstation.threads(threads));
        catalog.open(plan.task(), 1, 1).close(); // a model that MuJoCo refuses leaves no run folder behind
        if (seeds.count.isPresent()) {
            SeedSeries series = new SeedSeries(folder.orElse(SeedSeries.folder(preset)), request, seeds.count.get());
            series.create(files);
            return new SeedTrainings(context(), figures(), this::keepFigures).carryOut(series, plan.threads());
        }
        try (RunFolder run = RunFolder.create(folder.orElse(request.folder()))) {
            request.keep(run, files);
            return new TrainingReport(
                            context(),
                            figures(),
                            this::keepFigures,
                            new RunBundle(request, files),
                            TrainingReport.alone(run))
                    .carryOut(plan, catalog, run, false);
        }
    }
}
