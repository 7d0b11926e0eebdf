package dev.sinew.trainer.cli;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.bundle.BundleReader;
import dev.sinew.config.bundle.Keys;
import dev.sinew.config.bundle.TrustedKey;
import dev.sinew.config.bundle.Unsigned;
import dev.sinew.config.deployment.Deployments;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.control.Policy;
import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.runtime.cli.Subcommand;
import dev.sinew.runtime.policy.JavaPolicy;
import dev.sinew.runtime.policy.LoadedPolicy;
import dev.sinew.runtime.policy.OnnxLibrary;
import dev.sinew.runtime.policy.OnnxNormalization;
import dev.sinew.runtime.policy.PolicyEngine;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.trainer.evaluation.Evaluation;
import dev.sinew.trainer.evaluation.Evaluator;
import dev.sinew.trainer.evaluation.PolicyActor;
import dev.sinew.trainer.export.OnnxGraph;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.run.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sinew evaluate`: plays whole episodes with the policy of a run folder, as it would be exported, or of a bundle.
@Command(
        name = "evaluate",
        description =
                "Plays whole episodes in simulation, without exploring, with the best policy of a run folder or with"
                        + " that of a bundle.",
        exitCodeList = {
            "0:done",
            "2:the command line is not understood",
            "65:the folder is no run folder, or a file is wrong",
            "66:there is no such run or bundle",
            "69:a native part is not there",
            "74:the folder holds no policy yet",
            "77:the bundle is refused"
        },
        footer = {
            "  sinew evaluate runs/cheetah --episodes 10 --seed 5",
            "  sinew evaluate balancer.bundle --episodes 10",
            "",
            "Figures for --json: task, episodes, seed, mean_return, std_return, min_return, max_return,",
            "mean_length"
        })
final class EvaluateCommand extends Subcommand {
    private static final int MOST_WORLDS = 10;

    @Parameters(paramLabel = "RUN|BUNDLE", description = "run folder, or bundle file")
    private Path policy = Path.of("");

    @Option(names = "--robot", paramLabel = "NAME", description = "for a bundle: its robot (default: balancer)")
    private String robot = "balancer";

    @Option(names = "--allow-unsigned", description = "for a bundle: accept an unsigned one")
    private boolean allowUnsigned;

    @Option(names = "--episodes", paramLabel = "N", description = "how many (default: 10)")
    private int episodes = 10;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "of the first states (default: that of evaluations in training)")
    private long seed = TrainingRun.EVALUATION_SEED;

    EvaluateCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() throws IOException {
        if (episodes < 1) {
            throw new IllegalArgumentException("--episodes must be at least 1, was " + episodes);
        }
        if (Files.isDirectory(policy)) {
            evaluateRun();
        } else if (Files.isRegularFile(policy)) {
            evaluateBundle();
        } else {
            throw new NoSuchFileException(policy.toString());
        }
        return ExitCode.OK;
    }

    private void evaluateRun() throws IOException {
        ConfigFiles files = RunRequest.files(policy);
        RunRequest request = RunRequest.of(policy);
        TaskCatalog catalog = Workstation.catalog(context(), files);
        TrainingRun run = new TrainingRun(request.plan(files, 1), catalog);
        ExportedPolicy kept = run.kept(policy).policy();
        byte[] onnx = OnnxGraph.write(kept, Map.of());
        play(catalog, request.task(), JavaPolicy.compile(onnx, kept.observationSize(), kept.actionSize()));
    }

    private void evaluateBundle() {
        ConfigFiles files = context().files();
        Unsigned unsigned = allowUnsigned ? Unsigned.ALLOWED : Unsigned.REFUSED;
        Bundle read = new BundleReader(robot, new Tasks(files), trusted(files), unsigned, new OnnxNormalization())
                .read(policy);
        OnnxLibrary.prepare(context().cacheFolder());
        try (LoadedPolicy loaded = LoadedPolicy.load(read, PolicyEngine.ONNX)) {
            play(Workstation.catalog(context(), files), read.contract().task(), loaded.policy());
        }
    }

    /// Playing hurts nobody, so the user's own keys count as well as those of the robot's deployment.
    private List<TrustedKey> trusted(ConfigFiles files) {
        Set<TrustedKey> keys = new LinkedHashSet<>(
                new Keys(context().userFolder().resolve("keys")).list().values());
        Deployments deployments = new Deployments(files);
        if (deployments.names().contains(robot)) {
            keys.addAll(deployments.deployment(robot).trustedKeys());
        }
        return List.copyOf(keys);
    }

    private void play(TaskCatalog catalog, String task, Policy played) {
        VectorEnvironment environment = catalog.open(task, Math.min(episodes, MOST_WORLDS), Workstation.threads());
        try (Evaluator evaluator = new Evaluator(environment, episodes, seed)) {
            Evaluation found = evaluator.evaluate(
                    new PolicyActor(played, environment.observationSize(), environment.actionSize()));
            context()
                    .out()
                    .println(String.format(
                            Locale.ROOT,
                            "%s: return %.2f ± %.2f over %d episodes (%.2f to %.2f), mean length %.1f steps, seed %d",
                            task,
                            found.mean(),
                            found.std(),
                            found.episodes(),
                            found.min(),
                            found.max(),
                            found.meanLength(),
                            seed));
            figures()
                    .put("task", task)
                    .put("episodes", found.episodes())
                    .put("seed", seed)
                    .put("mean_return", found.mean())
                    .put("std_return", found.std())
                    .put("min_return", found.min())
                    .put("max_return", found.max())
                    .put("mean_length", found.meanLength());
        }
    }
}
