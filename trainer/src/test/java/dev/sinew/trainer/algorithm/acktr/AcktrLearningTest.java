package dev.sinew.trainer.algorithm.acktr;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.sim.environment.StepBatch;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.gymnasium.GymnasiumTasks;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.Initialization;
import dev.sinew.trainer.optimizer.Damping;
import dev.sinew.trainer.optimizer.KfacSettings;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.ActorCriticSettings;
import dev.sinew.trainer.rollout.Gae;
import dev.sinew.trainer.rollout.RolloutLearner;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("learning")
class AcktrLearningTest {
    private static final int WORLDS = 10;
    private static final int UPDATES = 120;

    /// A pendulum that never swings up gets about −1200 an episode, one that swings up and stays about −150.
    private static final double THRESHOLD = -400;

    @Test
    void swingsThePendulumUp() {
        AcktrSettings settings = settings();
        try (RolloutLearner learner = new RolloutLearner(
                        settings.actorCritic(),
                        new ActorCritic.Sizes(3, 1, WORLDS),
                        1,
                        2,
                        (actorCritic, random) -> new AcktrLearner(settings, actorCritic, random));
                VectorEnvironment environment = open()) {
            StepBatch step = new StepBatch(WORLDS, 3);
            float[] observations = new float[WORLDS * 3];
            float[] unit = new float[WORLDS];
            environment.reset(1, observations);
            for (int update = 0; update < UPDATES; update++) {
                for (int t = 0; t < learner.rolloutSteps(); t++) {
                    learner.sample(observations, unit);
                    step(environment, unit, step, observations);
                    learner.observe(step);
                }
                learner.update((double) update / UPDATES);
            }

            double mean = evaluate(learner, environment);

            assertTrue(mean >= THRESHOLD, "mean return must be at least " + THRESHOLD + ", was " + mean);
        }
    }

    private static AcktrSettings settings() {
        ActorCriticSettings.Network policy = new ActorCriticSettings.Network(
                List.of(64, 64), Activation.TANH, Initialization.COLUMN_NORMALIZED, 1, 0.1);
        ActorCriticSettings.Network value = new ActorCriticSettings.Network(
                List.of(64, 64), Activation.ELU, Initialization.COLUMN_NORMALIZED, 1, 1);
        return new AcktrSettings(
                new ActorCriticSettings(policy, value, 0, true, false, 200, new Gae(0.95, 0.95)),
                new KfacSettings(0.03, 0.9, 0.05, 0.01, Damping.TIKHONOV, 3e-4, 0.99, 2, 1),
                new KfacSettings(0.01, 0.9, 0.3, 0.1, Damping.TIKHONOV, 3e-4, 0.95, 2, 0),
                25,
                0.01,
                ValueTarget.RETURN,
                Fisher.EXACT);
    }

    private static double evaluate(RolloutLearner learner, VectorEnvironment environment) {
        StepBatch step = new StepBatch(WORLDS, 3);
        float[] observations = new float[WORLDS * 3];
        float[] unit = new float[WORLDS];
        environment.reset(1000, observations);
        double sum = 0;
        for (int t = 0; t < 400; t++) { // two episodes of each world
            learner.act(observations, WORLDS, false, unit);
            step(environment, unit, step, observations);
            for (double reward : step.rewards()) {
                sum += reward;
            }
        }
        return sum / (2 * WORLDS);
    }

    private static void step(VectorEnvironment environment, float[] unit, StepBatch step, float[] observations) {
        float[] torques = new float[WORLDS];
        for (int w = 0; w < WORLDS; w++) {
            torques[w] = 2 * unit[w];
        }
        environment.step(torques, step);
        System.arraycopy(step.observations(), 0, observations, 0, observations.length);
    }

    private static VectorEnvironment open() {
        Simulator none = new Simulator((severity, text) -> {});
        return new TaskCatalog(GymnasiumTasks.all(), none, text -> {}).open("Pendulum-v1", WORLDS, 1);
    }
}
