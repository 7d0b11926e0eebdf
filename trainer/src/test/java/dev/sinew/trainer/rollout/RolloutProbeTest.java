package dev.sinew.trainer.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.probe.Probe;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.network.Initialization;
import dev.sinew.trainer.network.PlainPolicy;
import dev.sinew.trainer.optimizer.AdamSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tasks whose values are known, whatever the policy does: what rollouts make of them, and what the value function
/// learns from it.
class RolloutProbeTest {
    private static final double DISCOUNT = 0.9;

    @Test
    void valuesAConstantReward() {
        assertEquals(1, value(Probe.CONSTANT_REWARD, 20, 0), 0.02);
    }

    @Test
    void valuesWhatItSees() {
        assertEquals(1, value(Probe.OBSERVATION_REWARD, 40, 1), 0.05);
        assertEquals(-1, value(Probe.OBSERVATION_REWARD, 40, -1), 0.05);
    }

    @Test
    void discountsARewardThatComesLater() {
        assertEquals(1, value(Probe.DELAYED_REWARD, 40, 1), 0.05);
        assertEquals(DISCOUNT, value(Probe.DELAYED_REWARD, 40, 0), 0.05);
    }

    @Test
    void aTimeLimitDoesNotEndTheValue() {
        // 1 / (1 − 0.9) = 10; taking the limit of ten steps for an end gives at most 1 − 0.9¹⁰ of it, 6.5
        assertEquals(10, value(Probe.ENDLESS_REWARD, 80, 0), 0.3);
    }

    private static double value(Probe probe, int updates, double observation) {
        ActorCriticSettings.Network network =
                new ActorCriticSettings.Network(List.of(16, 16), Activation.TANH, Initialization.ORTHOGONAL, 1.4, 1);
        var settings = new ActorCriticSettings(network, network, 0, false, false, 32, new Gae(DISCOUNT, 0.95));
        var fit = new ValueRegression.Settings(
                AdamSettings.ofRate(1e-2), ValueRegression.Schedule.LINEAR, 5, 32, Double.POSITIVE_INFINITY);
        TaskCatalog catalog = new TaskCatalog(List.of(probe), new Simulator((severity, text) -> {}), text -> {});
        try (KernelTeam team = new KernelTeam(1);
                VectorEnvironment environment = catalog.open(probe.description().name(), 4, 1)) {
            ActorCritic actorCritic =
                    new ActorCritic(settings, new ActorCritic.Sizes(1, 1, 4), team, new RandomStream(1));
            ValueRegression regression = new ValueRegression(fit, actorCritic, new RandomStream(2));
            float[] observations = new float[4];
            float[] actions = new float[4];
            StepBatch step = new StepBatch(4, 1);
            environment.reset(1, observations);
            for (int update = 0; update < updates; update++) {
                for (int t = 0; t < 32; t++) {
                    actorCritic.sample(observations, actions);
                    environment.step(actions, step);
                    actorCritic.observe(step);
                    System.arraycopy(step.observations(), 0, observations, 0, 4);
                }
                actorCritic.finish();
                regression.fit((double) update / updates);
            }
            return new PlainPolicy(actorCritic.valueShape(), 0)
                    .mean(PlainPolicy.wide(actorCritic.value().values()), new double[] {observation})[0];
        }
    }
}
