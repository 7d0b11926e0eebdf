package dev.sinew.trainer.algorithm.sac;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.gymnasium.GymnasiumTasks;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import dev.sinew.trainer.optimizer.AdamSettings;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("learning")
class SacLearningTest {
    private static final String TASK = "Pendulum-v1";
    private static final int STEPS = 6000;
    private static final int WARM_UP = 500;

    /// A pendulum that never swings up gets about −1200 an episode, one that swings up and stays about −150.
    private static final double THRESHOLD = -250;

    @Test
    void swingsThePendulumUp() {
        SacSettings settings = SacSettings.plain(
                new NetworkSettings(List.of(64, 64), Activation.RELU, true),
                new ReplaySettings(STEPS, 128),
                new SacSettings.Temperature(1, OptionalDouble.empty()),
                AdamSettings.ofRate(1e-3),
                0.99,
                0.005);
        try (SacLearner learner = new SacLearner(settings, 3, 1, 1, 2);
                VectorEnvironment environment = open()) {
            train(learner, environment);

            double mean = evaluate(learner, environment, 20);

            assertTrue(mean >= THRESHOLD, "mean return must be at least " + THRESHOLD + ", was " + mean);
        }
    }

    private static void train(SacLearner learner, VectorEnvironment environment) {
        RandomStream random = new RandomStream(1);
        StepBatch step = new StepBatch(1, 3);
        float[] observations = new float[3];
        float[] unit = new float[1];
        environment.reset(1, observations);
        for (int i = 0; i < STEPS; i++) {
            if (i < WARM_UP) {
                unit[0] = (float) random.uniform(-1, 1);
            } else {
                learner.act(observations, 1, true, unit);
            }
            environment.step(new float[] {2 * unit[0]}, step);
            learner.remember(observations, unit, step);
            System.arraycopy(step.observations(), 0, observations, 0, 3);
            if (i >= WARM_UP) {
                learner.update(1);
            }
        }
    }

    private static double evaluate(SacLearner learner, VectorEnvironment environment, int episodes) {
        StepBatch step = new StepBatch(1, 3);
        float[] observations = new float[3];
        float[] unit = new float[1];
        double sum = 0;
        environment.reset(1000, observations);
        for (int ended = 0; ended < episodes; ) {
            learner.act(observations, 1, false, unit);
            environment.step(new float[] {2 * unit[0]}, step);
            System.arraycopy(step.observations(), 0, observations, 0, 3);
            sum += step.rewards()[0];
            ended += step.ended(0) ? 1 : 0;
        }
        return sum / episodes;
    }

    private static VectorEnvironment open() {
        Simulator none = new Simulator((severity, text) -> {});
        return new TaskCatalog(GymnasiumTasks.all(), none, text -> {}).open(TASK, 1, 1);
    }
}
