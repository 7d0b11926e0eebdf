package dev.sinew.trainer.hardware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.random.RandomStream;
import dev.sinew.runtime.exploration.LowPassedNoise;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.trainer.checkpoint.RunFolder;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.run.Preset;
import dev.sinew.trainer.run.TrainingPlan;
import dev.sinew.trainer.run.TrainingRun;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a training of the rotary pendulum, much shorter than one that learns it, to a robot in simulation.
class WarmStartTest {
    private static final int N = 8;
    private static final int M = 1;
    private static final FineTuningSettings SETTINGS = new FineTuningSettings(
            new FineTuningSettings.Phases(3000, 20, 0),
            new FineTuningSettings.Online(0.05, Double.POSITIVE_INFINITY, 2, 2000, 3e-4, 1e-4, 0.5, 1, 1000, 10_000, 1),
            new FineTuningSettings.Proof(2, 2),
            new FineTuningSettings.Guard(3, 0.01, 0.1, 1000),
            Optional.empty());

    private final Path folder;
    private final ConfigFiles files;
    private final TaskCatalog catalog;
    private final TrainingPlan plan;
    private int onlineAt;

    WarmStartTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("config/training/sac"));
        Files.writeString(folder.resolve("config/training/sac/furuta.yaml"), """
                steps: 600
                warmup_steps: 200
                worlds: 2
                updates_per_step: 1
                metrics_interval: 0
                evaluation: {interval: 300, episodes: 1, worlds: 1}
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
        catalog = TaskCatalog.standard(files, System.err::println);
        plan = TrainingPlan.read(files, "sac", "furuta", 1, 1);
        try (RunFolder held = RunFolder.create(folder.resolve("run"))) {
            new TrainingRun(plan, catalog).train(held, List.of());
        }
    }

    @Test
    void theRobotBeginsWithTheBestPolicyOfTheTraining() throws IOException {
        ExportedPolicy kept =
                new TrainingRun(plan, catalog).kept(folder.resolve("run")).policy();

        try (TunedSac learner = open(7)) {
            for (int i = 0; i < kept.layers().size(); i++) {
                assertArrayEquals(
                        kept.layers().get(i).weights(),
                        learner.policy().layers().get(i).weights());
            }
        }
    }

    @Test
    void fromTheFrozenPhaseToThePoliciesThatTheRobotPlays() throws IOException {
        List<Push> pushes = new ArrayList<>();
        List<Integer> played = new ArrayList<>();
        FineTuning.Standing end = run(5000, pushes, played);

        assertEquals(FineTuning.Phase.ONLINE, end.phase());
        assertEquals(played.size(), end.episodes());
        assertEquals(0, end.rollBacks());
        assertEquals(
                (5000 - onlineAt) / 20.0,
                (double) end.updates(),
                1,
                "a twentieth for each step since it is online: " + end);
        for (int i = 0; i < pushes.size(); i++) {
            assertEquals(i + 1, pushes.get(i).number());
        }
        assertTrue(pushes.size() > 1 && pushes.size() == end.policy(), "pushes " + pushes.size() + " of " + end);
        assertEquals(0, played.getFirst());
        assertEquals(played.stream().sorted().toList(), played, "a policy is never swapped for an older one");
        assertTrue(end.policy() - played.getLast() <= 1, "what was pushed is played in the next episode");
    }

    @Test
    void theSameSeedsGiveTheSamePolicies() throws IOException {
        List<Push> one = new ArrayList<>();
        List<Push> other = new ArrayList<>();
        run(4000, one, new ArrayList<>());
        run(4000, other, new ArrayList<>());

        assertArrayEquals(
                one.getLast().policy().layers().getFirst().weights(),
                other.getLast().policy().layers().getFirst().weights());
    }

    @Test
    void aWarmUpLeavesNoTrace() throws IOException {
        try (TunedSac cold = open(7);
                TunedSac warm = open(7)) {
            WarmUp.of(warm);
            for (TunedSac learner : List.of(cold, warm)) {
                learner.share(0);
                learner.update(50);
            }

            assertArrayEquals(state(cold), state(warm));
            assertEquals(cold.criticLoss(), warm.criticLoss(), 0);
        }
    }

    private static byte[] state(TunedSac learner) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        learner.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Test
    void aTrainingWithAnotherAlgorithmIsRefused() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> TrainingPlan.sacSettings(files, new Preset("td3", "furuta", Optional.empty())));

        assertEquals("what goes on learning on a robot must be a training with sac, was one with td3", e.getMessage());
    }

    private TunedSac open(long seed) throws IOException {
        return WarmStart.open(
                folder.resolve("run"),
                plan,
                TrainingPlan.sacSettings(files, new Preset("sac", "furuta", Optional.empty())),
                SETTINGS,
                new WarmStart.Sizes(N, M, seed, 1),
                folder.resolve("simulated.prior"));
    }

    private FineTuning.Standing run(int ticks, List<Push> pushes, List<Integer> played) throws IOException {
        RandomStream random = new RandomStream(3);
        try (TunedSac learner = open(7);
                VectorEnvironment world = catalog.open("furuta", 1, 1)) {
            LowPassedNoise noise = new LowPassedNoise(M, 0.1, 3, 0.01, random.split("noise"));
            SimulatedRobot robot = new SimulatedRobot(world, learner.policy(), noise, random.split("world"));
            FineTuning tuning = new FineTuning(SETTINGS, SimulatedRobot.TERMS, learner, () -> 0);
            for (int tick = 0; tick < ticks; tick++) {
                RobotStep step = robot.step();
                tuning.take(step);
                tuning.learn(100);
                if (onlineAt == 0 && tuning.standing().phase() == FineTuning.Phase.ONLINE) {
                    onlineAt = tick + 1;
                }
                tuning.push().ifPresent(push -> {
                    pushes.add(push);
                    robot.swap(push);
                });
                if (step.isLast()) {
                    played.add(step.policy());
                }
            }
            return tuning.standing();
        }
    }
}
