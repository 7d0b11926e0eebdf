package dev.sinew.trainer.algorithm.ppo;

import dev.sinew.sim.environment.StepBatch;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.Initialization;
import dev.sinew.trainer.network.MlpForward;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.ActorCriticSettings;
import dev.sinew.trainer.rollout.Gae;
import dev.sinew.trainer.rollout.RolloutLearner;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// A learner of its own with access to its parts.
final class PpoRig implements AutoCloseable {
    final RolloutLearner learner;
    private final List<ActorCritic> parts = new ArrayList<>();
    private final int worlds;

    PpoRig(PpoSettings settings, int observation, int action, int worlds, int threads) {
        this.worlds = worlds;
        learner = new RolloutLearner(
                settings.actorCritic(),
                new ActorCritic.Sizes(observation, action, worlds),
                3,
                threads,
                (actorCritic, random) -> {
                    parts.add(actorCritic);
                    return new PpoLearner(settings, actorCritic, random);
                });
    }

    /// Small networks, no normalization, so that values are in units of the reward.
    static PpoSettings settings(double discount, int steps, int batch, double rate) {
        ActorCriticSettings.Network policy = new ActorCriticSettings.Network(
                List.of(32, 32), Activation.TANH, Initialization.ORTHOGONAL, Math.sqrt(2), 0.01);
        ActorCriticSettings.Network value = new ActorCriticSettings.Network(
                List.of(32, 32), Activation.TANH, Initialization.ORTHOGONAL, Math.sqrt(2), 1);
        return new PpoSettings(
                new ActorCriticSettings(policy, value, -0.5, false, false, steps, new Gae(discount, 0.95)),
                new PpoSettings.Clip(0.2, PpoSettings.ClipSchedule.CONSTANT),
                10,
                batch,
                new PpoSettings.Value(0.5, OptionalDouble.empty()),
                0,
                0.5,
                new PpoSettings.Step(
                        new AdamSettings(rate, 0.9, 0.999, 1e-5),
                        PpoSettings.Schedule.CONSTANT,
                        OptionalDouble.empty()));
    }

    ActorCritic parts() {
        return parts.getFirst();
    }

    /// Trains in an environment that was reset.
    void train(VectorEnvironment environment, int rollouts) {
        float[] observations = new float[worlds * environment.observationSize()];
        float[] actions = new float[worlds * environment.actionSize()];
        float[] task = new float[actions.length];
        float high = environment.actionHigh()[0];
        StepBatch step = new StepBatch(worlds, environment.observationSize());
        environment.reset(1, observations);
        for (int i = 0; i < rollouts; i++) {
            for (int t = 0; t < learner.rolloutSteps(); t++) {
                learner.sample(observations, actions);
                for (int k = 0; k < task.length; k++) {
                    task[k] = high * actions[k];
                }
                environment.step(task, step);
                learner.observe(step);
                System.arraycopy(step.observations(), 0, observations, 0, observations.length);
            }
            learner.update(0);
        }
    }

    /// {@return V of one observation}
    double value(float... observation) {
        Matrix input = Matrix.byRow(1, observation.length);
        System.arraycopy(observation, 0, input.array(), 0, observation.length);
        MlpForward pass = new MlpForward(
                parts().valueKernels(), parts().valueShape(), parts().value().values(), input);
        pass.run(0, 1);
        return pass.scalars()[0];
    }

    /// {@return the mean action for one observation}
    double action(float... observation) {
        float[] action = new float[1];
        learner.act(observation, 1, false, action);
        return action[0];
    }

    @Override
    public void close() {
        learner.close();
    }
}
