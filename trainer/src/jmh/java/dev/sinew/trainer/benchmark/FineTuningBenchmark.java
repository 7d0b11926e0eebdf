package dev.sinew.trainer.benchmark;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Section;
import dev.sinew.config.random.RandomStream;
import dev.sinew.runtime.exploration.LowPassedNoise;
import dev.sinew.runtime.loop.SystemClock;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.trainer.evaluation.Actor;
import dev.sinew.trainer.evaluation.Evaluator;
import dev.sinew.trainer.evaluation.PolicyActor;
import dev.sinew.trainer.hardware.FineTuning;
import dev.sinew.trainer.hardware.FineTuningSettings;
import dev.sinew.trainer.hardware.RobotStep;
import dev.sinew.trainer.hardware.SimulatedRobot;
import dev.sinew.trainer.hardware.TunedSac;
import dev.sinew.trainer.hardware.WarmStart;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.run.Preset;
import dev.sinew.trainer.run.TrainingPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Learning on a robot that is not as it was simulated: what a policy is worth there at transfer, and after so many
/// ticks. The robot is a world of the simulation with the files of another reality.
///
/// Arguments: run folder of a training with SAC; folder with the files of the reality, and `training/finetune.yaml`
/// if it is not to be the usual one; seed; ticks. Prints a line for each episode, and the means of 50 episodes
/// without exploration.
final class FineTuningBenchmark {
    private static final int EPISODES = 50;
    private static final long HELD_OUT = 1_000_000_007;
    private static final double NOISE = 0.1;
    private static final double CUTOFF = 3;

    private final PrintStream out;
    private final TrainingPlan plan;
    private final TaskCatalog catalog;

    private FineTuningBenchmark(PrintStream out, ConfigFiles reality, TrainingPlan plan) {
        this.out = out;
        this.plan = plan;
        catalog = TaskCatalog.standard(reality, text -> {});
    }

    /// Measures and prints.
    ///
    /// @param arguments as above
    /// @throws IOException when a file cannot be read
    public static void main(String[] arguments) throws IOException {
        Path run = Path.of(arguments[0]);
        ConfigFiles trained = ConfigFiles.over(run.resolve("config"));
        Preset preset = trained.yaml("run.yaml", FineTuningBenchmark::preset);
        TrainingPlan plan = TrainingPlan.read(trained, preset, trained.yaml("run.yaml", FineTuningBenchmark::seed), 1);
        ConfigFiles reality = ConfigFiles.over(Path.of(arguments[1]));
        FineTuningSettings settings = reality.yaml("training/finetune.yaml", FineTuningSettings::read);
        Path prior = Files.createTempFile("simulated", ".prior");
        var benchmark = new FineTuningBenchmark(System.out, reality, plan);
        long seed = Long.parseLong(arguments[2]);
        try (TunedSac learner = WarmStart.open(
                run,
                plan,
                TrainingPlan.sacSettings(trained, preset),
                settings.online(),
                benchmark.sizes(seed),
                prior)) {
            benchmark.run(learner, settings, seed, Long.parseLong(arguments[3]));
        } finally {
            Files.delete(prior);
        }
    }

    private static Preset preset(Section section) {
        seed(section);
        return new Preset(section.text("algorithm"), section.text("task"), Optional.empty());
    }

    private static long seed(Section section) {
        section.text("algorithm");
        section.text("task");
        return section.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private WarmStart.Sizes sizes(long seed) {
        try (VectorEnvironment world = catalog.open(plan.task(), 1, 1)) {
            return new WarmStart.Sizes(world.observationSize(), world.actionSize(), seed, 1);
        }
    }

    private void run(TunedSac learner, FineTuningSettings settings, long seed, long ticks) {
        RandomStream random = new RandomStream(seed).split("robot");
        ExportedPolicy first = learner.policy();
        tell("transfer", first);
        try (VectorEnvironment world = catalog.open(plan.task(), 1, 1)) {
            LowPassedNoise noise =
                    new LowPassedNoise(first.actionSize(), NOISE, CUTOFF, 0.01, random.split("exploration"));
            SimulatedRobot robot = new SimulatedRobot(world, first, noise, random.split("world"));
            FineTuning tuning = new FineTuning(settings, SimulatedRobot.TERMS, learner, new SystemClock()::nanos);
            double sum = 0;
            for (long tick = 0; tick < ticks; tick++) {
                RobotStep step = robot.step();
                tuning.take(step);
                sum += step.reward();
                while (tuning.learn(1000) > 0) {}
                tuning.push().ifPresent(robot::swap);
                if (step.isLast()) {
                    tell(tuning, step, sum);
                    sum = 0;
                }
            }
        }
        tell("last", learner.policy());
    }

    private void tell(FineTuning tuning, RobotStep step, double sum) {
        FineTuning.Standing now = tuning.standing();
        out.printf(
                Locale.ROOT,
                "episode %d %s %d %.1f window %.1f best %.1f updates %d rollbacks %d%n",
                now.steps(),
                now.phase(),
                step.policy(),
                sum,
                now.window(),
                now.best(),
                now.updates(),
                now.rollBacks());
    }

    private void tell(String when, ExportedPolicy policy) {
        Actor actor = new PolicyActor(
                (observation, action) -> {
                    policy.act(observation, action);
                    return true;
                },
                policy.observationSize(),
                policy.actionSize());
        try (Evaluator evaluator = new Evaluator(catalog.open(plan.task(), 10, 1), EPISODES, HELD_OUT)) {
            var evaluation = evaluator.evaluate(actor);
            out.printf(Locale.ROOT, "%s %.1f std %.1f%n", when, evaluation.mean(), evaluation.std());
        }
    }
}
