package dev.sinew.trainer.offpolicy;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.gymnasium.GymnasiumTasks;
import dev.sinew.trainer.loop.OffPolicyLearner;

/// Pendulum-v1 from end to end, one update after each step.
public final class PendulumTraining {
    private static final int WARM_UP = 500;
    private static final int EPISODES = 20;

    private PendulumTraining() {}

    /// Trains, then plays whole episodes without exploration.
    public static double meanReturn(OffPolicyLearner learner, int steps) {
        Simulator none = new Simulator((severity, text) -> {});
        TaskCatalog tasks = new TaskCatalog(GymnasiumTasks.all(), none, text -> {});
        try (VectorEnvironment environment = tasks.open("Pendulum-v1", 1, 1)) {
            train(learner, environment, steps);
            return evaluate(learner, environment);
        }
    }

    private static void train(OffPolicyLearner learner, VectorEnvironment environment, int steps) {
        RandomStream random = new RandomStream(1);
        StepBatch step = new StepBatch(1, 3);
        float[] observations = new float[3];
        float[] unit = new float[1];
        environment.reset(1, observations);
        for (int i = 0; i < steps; i++) {
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

    private static double evaluate(OffPolicyLearner learner, VectorEnvironment environment) {
        StepBatch step = new StepBatch(1, 3);
        float[] observations = new float[3];
        float[] unit = new float[1];
        double sum = 0;
        environment.reset(1000, observations);
        for (int ended = 0; ended < EPISODES; ) {
            learner.act(observations, 1, false, unit);
            environment.step(new float[] {2 * unit[0]}, step);
            System.arraycopy(step.observations(), 0, observations, 0, 3);
            sum += step.rewards()[0];
            ended += step.ended(0) ? 1 : 0;
        }
        return sum / EPISODES;
    }
}
