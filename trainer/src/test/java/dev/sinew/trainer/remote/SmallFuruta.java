package dev.sinew.trainer.remote;

import dev.sinew.config.bundle.BundleReader;
import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.bundle.Unsigned;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.config.task.RobotTask;
import dev.sinew.config.task.Tasks;
import dev.sinew.runtime.experience.MeasuredReward;
import dev.sinew.runtime.policy.OnnxNormalization;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.trainer.checkpoint.Identity;
import dev.sinew.trainer.checkpoint.RunFolder;
import dev.sinew.trainer.export.OnnxGraph;
import dev.sinew.trainer.hardware.FineTuningSettings;
import dev.sinew.trainer.hardware.TunedSac;
import dev.sinew.trainer.hardware.WarmStart;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.run.Preset;
import dev.sinew.trainer.run.TrainingPlan;
import dev.sinew.trainer.run.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A training of the rotary pendulum, much shorter than one that learns it, to go on from: frozen for 60 steps, and so
/// few updates a second that the budget counts. The motor's effort is held to a limit and has a price from the start.
final class SmallFuruta {
    static final FineTuningSettings SETTINGS = new FineTuningSettings(
            new FineTuningSettings.Phases(60, 20, 0),
            new FineTuningSettings.Online(1.25, 50, 2, 100, 3e-4, 1e-4, 0.5, 1, 1000, 10_000, 1),
            new FineTuningSettings.Proof(2, 2),
            new FineTuningSettings.Guard(3, 0.01, 0.1, 1000),
            Optional.of(new FineTuningSettings.Constraint("action", 0.001, 0.2, 20_000, 3, 100)));
    static final Identity IDENTITY = new Identity(Map.of("task", "furuta"));
    static final SigningKey KEY = SigningKey.create();

    private final Path folder;
    private final ConfigFiles files;
    private final TrainingPlan plan;

    SmallFuruta(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("config/training/sac"));
        Files.writeString(folder.resolve("config/training/sac/furuta.yaml"), """
                steps: 300
                warmup_steps: 100
                worlds: 1
                updates_per_step: 1
                metrics_interval: 0
                evaluation: {interval: 0, episodes: 1, worlds: 1}
                checkpoint_interval: 0
                learner:
                  hidden: [16, 16]
                  activation: relu
                  normalize_observations: false
                  replay: 1000
                  batch: 32
                  learning_rate: 0.001
                  discount: 0.99
                  target_rate: 0.01
                  initial_temperature: 0.2
                  critic_layer_norm: true
                """);
        files = ConfigFiles.over(folder.resolve("config"));
        plan = TrainingPlan.read(files, "sac", "furuta", 1, 1);
        TaskCatalog catalog = TaskCatalog.standard(files, System.err::println);
        try (RunFolder held = RunFolder.create(folder.resolve("run"))) {
            new TrainingRun(plan, catalog).train(held, List.of());
        }
    }

    RobotTask task() {
        return new Tasks(files).task("furuta");
    }

    /// A learner that goes on from it; equal each time.
    TunedSac learner() throws IOException {
        Preset preset = new Preset("sac", "furuta", Optional.empty());
        WarmStart.Sizes sizes = new WarmStart.Sizes(
                task().contract().observationSize(), task().contract().actionSize(), 7, 1);
        return WarmStart.open(
                folder.resolve("run"),
                plan,
                TrainingPlan.sacSettings(files, preset),
                SETTINGS,
                sizes,
                folder.resolve("simulated.prior"));
    }

    ExperienceShape shape(ExportedPolicy policy) {
        return ExperienceShape.of(
                task().contract().with(OnnxGraph.normalization(policy)), MeasuredReward.terms(task()));
    }

    /// Takes bundles as a robot does that trusts [#KEY].
    BundleReader reader() {
        return new BundleReader(
                "furuta", new Tasks(files), List.of(KEY.trustedKey()), Unsigned.REFUSED, new OnnxNormalization());
    }

    SignedBundles bundles() {
        return new SignedBundles(task().contract(), Map.of("task", "furuta"), KEY, reader());
    }
}
