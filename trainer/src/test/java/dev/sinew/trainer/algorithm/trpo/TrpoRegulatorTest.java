package dev.sinew.trainer.algorithm.trpo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.Initialization;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.ActorCriticSettings;
import dev.sinew.trainer.rollout.Gae;
import dev.sinew.trainer.rollout.NaturalGradient;
import dev.sinew.trainer.rollout.RolloutLearner;
import dev.sinew.trainer.rollout.ValueRegression;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The linear regulator with quadratic costs, `x′ = a·x + b·u + w`, whose best gain Riccati's equation gives.
class TrpoRegulatorTest {
    private static final double A = 0.9;
    private static final double B = 0.5;
    private static final double STATE_COST = 1;
    private static final double ACTION_COST = 0.5;
    private static final double DISCOUNT = 0.95;
    private static final int WORLDS = 32;
    private static final int STEPS = 32;
    private static final int EPISODE = 25;

    @Test
    void findsTheGainOfRiccatisEquation() {
        ActorCriticSettings.Network linear =
                new ActorCriticSettings.Network(List.of(4), Activation.IDENTITY, Initialization.ORTHOGONAL, 1, 0.01);
        ActorCriticSettings.Network smooth =
                new ActorCriticSettings.Network(List.of(32, 32), Activation.TANH, Initialization.ORTHOGONAL, 1.4, 1);
        var shapes = new ActorCriticSettings(linear, smooth, -1.5, false, false, STEPS, new Gae(DISCOUNT, 0.9));
        TrpoSettings settings = new TrpoSettings(
                shapes,
                0.004,
                new NaturalGradient.Settings(10, 0.01),
                new TrpoSettings.LineSearch(10, 0.8),
                new ValueRegression.Settings(
                        AdamSettings.ofRate(3e-3), ValueRegression.Schedule.LINEAR, 5, 64, Double.POSITIVE_INFINITY));
        try (RolloutLearner learner = new RolloutLearner(
                shapes,
                new ActorCritic.Sizes(1, 1, WORLDS),
                1,
                1,
                (actorCritic, random) -> new TrpoLearner(settings, actorCritic, random))) {
            Worlds worlds = new Worlds();
            for (int update = 0; update < 150; update++) {
                worlds.round(learner, update / 150.0);
            }
            float[] action = new float[1];
            learner.act(new float[] {0.5f}, 1, false, action);
            float[] other = new float[1];
            learner.act(new float[] {-0.5f}, 1, false, other);

            assertEquals(riccati(), other[0] - action[0], 0.12 * riccati());
        }
    }

    /// The gain k of `u = −k·x`: `p = q + γa²p − (γabp)²/(r + γb²p)`, `k = γabp/(r + γb²p)`.
    private static double riccati() {
        double p = STATE_COST;
        double k = 0;
        for (int i = 0; i < 1000; i++) {
            double denominator = ACTION_COST + DISCOUNT * B * B * p;
            k = DISCOUNT * A * B * p / denominator;
            p = STATE_COST + DISCOUNT * A * A * p - k * k * denominator;
        }
        return k;
    }

    private static final class Worlds {
        private final RandomStream random = new RandomStream(2);
        private final StepBatch step = new StepBatch(WORLDS, 1);
        private final float[] states = new float[WORLDS];
        private final float[] actions = new float[WORLDS];
        private final int[] age = new int[WORLDS];

        Worlds() {
            for (int w = 0; w < WORLDS; w++) {
                states[w] = (float) random.uniform(-0.8, 0.8);
                age[w] = w % EPISODE;
            }
        }

        void round(RolloutLearner learner, double progress) {
            for (int t = 0; t < STEPS; t++) {
                learner.sample(states, actions);
                for (int w = 0; w < WORLDS; w++) {
                    move(w);
                }
                learner.observe(step);
            }
            learner.update(progress);
        }

        private void move(int w) {
            double x = states[w];
            double u = actions[w];
            step.rewards()[w] = -STATE_COST * x * x - ACTION_COST * u * u;
            states[w] = (float) (A * x + B * u + 0.05 * random.nextGaussian());
            step.finalObservations()[w] = states[w];
            age[w]++;
            step.truncated()[w] = age[w] == EPISODE;
            if (age[w] == EPISODE) {
                age[w] = 0;
                states[w] = (float) random.uniform(-0.8, 0.8);
            }
            step.observations()[w] = states[w];
        }
    }
}
