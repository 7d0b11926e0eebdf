package dev.sinew.trainer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.task.RobotTask;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.emulator.Plant;
import dev.sinew.runtime.exploration.LowPassedNoise;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.sim.plant.MujocoPlants;
import dev.sinew.trainer.checkpoint.RunFolder;
import dev.sinew.trainer.hardware.UnattendedLearning.Episode;
import dev.sinew.trainer.run.Preset;
import dev.sinew.trainer.run.TrainingPlan;
import dev.sinew.trainer.run.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A rotary pendulum that has learned to swing up goes on learning on the emulated robot at a hundred times the shipped
/// learning rates, which wrecks it.
@Tag("learning")
class PlantedBadUpdateTest {
    private static final int EPISODE_TICKS = 500;
    private static final FineTuningSettings SHIPPED =
            ConfigFiles.shipped().yaml("training/finetune.yaml", FineTuningSettings::read);

    @TempDir
    Path folder = Path.of("");

    @Test
    void theDipIsSeenAndTheNextEpisodeIsPlayedByTheBestPolicyThereWas() throws IOException {
        List<Episode> episodes = learn(100);
        int seen = 0;
        while (episodes.get(seen).standing().rollBacks() == 0) {
            seen++;
        }
        Episode last = episodes.get(seen);
        Episode next = episodes.get(seen + 1);
        double baseline = last.standing().baseline();

        assertTrue(baseline > 100, "the policy from simulation can do something: " + baseline);
        assertEquals(last.standing().policy(), next.policy(), "the very next episode is played by what came back");
        double putUpWith = baseline - SHIPPED.guard().dip() * SHIPPED.guard().scale();
        assertTrue(last.standing().best() > putUpWith, "what comes back has proved itself");
        assertTrue(
                episodes.subList(0, seen + 1).stream().anyMatch(one -> one.reward() < putUpWith),
                "something was wrecked");
        assertTrue(next.reward() > putUpWith, next.reward() + " is as good as the frozen phase, " + baseline);
    }

    private List<Episode> learn(double factor) throws IOException {
        ConfigFiles files = trained();
        RobotTask task = new Tasks(files).task("furuta");
        FineTuningSettings settings = settings(factor);
        TrainingPlan plan = TrainingPlan.read(files, "sac", "furuta", 1, 2);
        WarmStart.Sizes sizes = new WarmStart.Sizes(
                task.contract().observationSize(), task.contract().actionSize(), 1, 2);
        List<Episode> episodes = new ArrayList<>();
        double period = task.contract().robot().periodSeconds();
        EmulatedRobot.Wish wish = new EmulatedRobot.Wish(
                12_000,
                EPISODE_TICKS * period,
                Optional.of(new LowPassedNoise(1, 0.1, 3, period, new RandomStream(1))));
        try (TunedSac learner = WarmStart.open(
                        folder.resolve("run"),
                        plan,
                        TrainingPlan.sacSettings(files, new Preset("sac", "furuta", Optional.empty())),
                        settings,
                        sizes,
                        folder.resolve("simulated.prior"));
                Plant plant = new MujocoPlants().open("furuta", 1)) {
            new UnattendedLearning(files, task, plant, learner, settings, wish, episodes::add).run();
        }
        return episodes;
    }

    /// Less of everything than as shipped, and the rates times a factor.
    private static FineTuningSettings settings(double factor) {
        FineTuningSettings.Online online = SHIPPED.online();
        return new FineTuningSettings(
                new FineTuningSettings.Phases(
                        10 * EPISODE_TICKS,
                        SHIPPED.phases().recalibrationUpdates(),
                        SHIPPED.phases().settled()),
                new FineTuningSettings.Online(
                        online.updatesPerStep(),
                        online.updatesPerSecond(),
                        online.policyDelay(),
                        online.policyAverage(),
                        factor * online.learningRate(),
                        factor * online.actorLearningRate(),
                        online.firstShare(),
                        online.lastShare(),
                        online.shareSteps(),
                        online.replay(),
                        online.returnSteps()),
                SHIPPED.proof(),
                SHIPPED.guard(),
                Optional.empty());
    }

    private ConfigFiles trained() throws IOException {
        Path config = folder.resolve("config");
        Files.createDirectories(config.resolve("training/sac"));
        Files.writeString(config.resolve("training/sac/furuta.yaml"), """
                steps: 60000
                warmup_steps: 2000
                worlds: 8
                updates_per_step: 8
                metrics_interval: 0
                evaluation: {interval: 6000, episodes: 4, worlds: 4}
                checkpoint_interval: 0
                learner:
                  hidden: [32, 32]
                  activation: relu
                  normalize_observations: false
                  replay: 40000
                  batch: 128
                  learning_rate: 0.001
                  discount: 0.99
                  target_rate: 0.01
                  initial_temperature: 0.2
                """);
        ConfigFiles files = ConfigFiles.over(config);
        TrainingPlan plan = TrainingPlan.read(files, "sac", "furuta", 1, 2);
        TaskCatalog catalog = TaskCatalog.standard(files, System.err::println);
        try (RunFolder held = RunFolder.create(folder.resolve("run"))) {
            new TrainingRun(plan, catalog).train(held, List.of());
        }
        return files;
    }
}
