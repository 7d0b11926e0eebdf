package dev.sinew.trainer.benchmark;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.gymnasium.GymnasiumTasks;
import dev.sinew.trainer.algorithm.sac.SacLearner;
import dev.sinew.trainer.algorithm.sac.SacSettings;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import dev.sinew.trainer.optimizer.AdamSettings;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalDouble;

/// Training on Pendulum-v1 from end to end, one update after each step: what RLtools publishes of itself. Cold is the
/// first training of the process, warm one that begins after three seconds.
final class PendulumBenchmark {
    private static final int OBSERVATION = 3;
    private static final float TORQUE = 2f;
    private static final int RANDOM_STEPS = 100;
    private static final long WARM_UP_NANOS = 3_000_000_000L;

    private final int hidden;
    private final int batch;
    private final int steps;
    private final Kernels kernels = new Kernels();

    /// Sizes of one training.
    ///
    /// @param hidden outputs of each of two hidden layers
    /// @param batch transitions of an update
    /// @param steps of the training
    PendulumBenchmark(int hidden, int batch, int steps) {
        this.hidden = hidden;
        this.batch = batch;
        this.steps = steps;
    }

    /// Measures and prints both figures.
    ///
    /// @param out receives them
    void run(PrintStream out) {
        double cold = train(steps);
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < WARM_UP_NANOS) {
            train(steps / 10);
        }
        double warm = train(steps);
        out.printf("sinew.sac%d.cold.steps_with_update %.1f 1/s threads=1 seconds=%.3f%n", hidden, steps / cold, cold);
        out.printf("sinew.sac%d.steps_with_update %.1f 1/s threads=1 seconds=%.3f%n", hidden, steps / warm, warm);
    }

    /// {@return seconds}
    private double train(int length) {
        SacSettings settings = SacSettings.plain(
                new NetworkSettings(List.of(hidden, hidden), Activation.RELU, false),
                new ReplaySettings(Math.max(batch, length), batch),
                new SacSettings.Temperature(1, OptionalDouble.empty()),
                AdamSettings.ofRate(1e-3),
                0.99,
                0.005);
        Simulator none = new Simulator((severity, text) -> {});
        TaskCatalog tasks = new TaskCatalog(GymnasiumTasks.all(), none, text -> {});
        long begin = System.nanoTime();
        try (SacLearner learner = new SacLearner(kernels, settings, OBSERVATION, 1, 1, 1);
                VectorEnvironment worlds = tasks.open("Pendulum-v1", 1, 1)) {
            train(learner, worlds, length);
        }
        return (System.nanoTime() - begin) * 1e-9;
    }

    private static void train(SacLearner learner, VectorEnvironment worlds, int length) {
        RandomStream random = new RandomStream(1);
        StepBatch step = new StepBatch(1, OBSERVATION);
        float[] observation = new float[OBSERVATION];
        float[] action = new float[1];
        float[] torque = new float[1];
        worlds.reset(1, observation);
        for (int i = 0; i < length; i++) {
            if (i < RANDOM_STEPS) {
                action[0] = (float) random.uniform(-1, 1);
            } else {
                learner.act(observation, 1, true, action);
            }
            torque[0] = TORQUE * action[0];
            worlds.step(torque, step);
            learner.remember(observation, action, step);
            System.arraycopy(step.observations(), 0, observation, 0, OBSERVATION);
            if (i >= RANDOM_STEPS) {
                learner.update(1);
            }
        }
    }
}
