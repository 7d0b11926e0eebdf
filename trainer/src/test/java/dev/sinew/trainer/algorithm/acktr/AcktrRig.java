package dev.sinew.trainer.algorithm.acktr;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.Initialization;
import dev.sinew.trainer.optimizer.Damping;
import dev.sinew.trainer.optimizer.KfacSettings;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.ActorCriticSettings;
import dev.sinew.trainer.rollout.Gae;
import dev.sinew.trainer.rollout.RolloutLearner;
import java.util.ArrayList;
import java.util.List;

/// A learner with its parts laid open, in worlds that show random numbers and want the first of them as action.
final class AcktrRig implements AutoCloseable {
    static final int WORLDS = 2;
    static final int OBSERVATION = 5;

    final RolloutLearner learner;
    final AcktrSettings settings;
    private final StepBatch step = new StepBatch(WORLDS, OBSERVATION);
    private final float[] observations = new float[WORLDS * OBSERVATION];
    private final int size;
    private final float[] actions;
    private final List<ActorCritic> parts = new ArrayList<>();
    private final List<AcktrLearner> algorithms = new ArrayList<>();
    private final RandomStream random = new RandomStream(77);
    private double rewardScale = 1;
    private int steps;

    AcktrRig(AcktrSettings settings, long seed, int threads) {
        this(settings, seed, threads, 2);
    }

    AcktrRig(AcktrSettings settings, long seed, int threads, int size) {
        this.settings = settings;
        this.size = size;
        actions = new float[WORLDS * size];
        ActorCritic.Sizes sizes = new ActorCritic.Sizes(OBSERVATION, size, WORLDS);
        learner = new RolloutLearner(settings.actorCritic(), sizes, seed, threads, (actorCritic, draws) -> {
            parts.add(actorCritic);
            algorithms.add(new AcktrLearner(settings, actorCritic, draws));
            return algorithms.getFirst();
        });
        show();
    }

    static AcktrSettings settings(Fisher fisher, ValueTarget target) {
        KfacSettings policy = new KfacSettings(0.03, 0.9, 0.01, 0.01, Damping.TIKHONOV, 3e-4, 0.99, 2, 1);
        KfacSettings value = new KfacSettings(0.001, 0.9, 0.3, 0.1, Damping.TIKHONOV, 3e-4, 0.95, 2, 5);
        return settings(policy, value, fisher, target);
    }

    static AcktrSettings settings(KfacSettings policy, KfacSettings value, Fisher fisher, ValueTarget target) {
        return new AcktrSettings(shapes(), policy, value, 4, 0.002, target, fisher);
    }

    private static ActorCriticSettings shapes() {
        return new ActorCriticSettings(
                new ActorCriticSettings.Network(
                        List.of(8, 6), Activation.TANH, Initialization.COLUMN_NORMALIZED, 1, 0.1),
                new ActorCriticSettings.Network(List.of(7, 6), Activation.ELU, Initialization.COLUMN_NORMALIZED, 1, 1),
                -0.5,
                true,
                false,
                40,
                new Gae(0.99, 0.97));
    }

    ActorCritic parts() {
        return parts.getFirst();
    }

    AcktrLearner algorithm() {
        return algorithms.getFirst();
    }

    /// Rewards of another size from now on.
    void scaleRewards(double factor) {
        rewardScale = factor;
    }

    /// Fills a rollout, and learns from it.
    void update() {
        fill();
        learner.update(0);
    }

    /// Fills a rollout.
    void fill() {
        for (int i = 0; i < settings.actorCritic().rolloutSteps(); i++) {
            learner.sample(observations, actions);
            move();
            learner.observe(step);
            System.arraycopy(step.observations(), 0, observations, 0, observations.length);
        }
    }

    private void move() {
        steps++;
        for (int w = 0; w < WORLDS; w++) {
            double distance = 0;
            for (int k = 0; k < size; k++) {
                distance += Math.pow(actions[w * size + k] - observations[w * OBSERVATION + k], 2);
            }
            step.rewards()[w] = (1 - distance) * rewardScale;
            step.terminated()[w] = steps % 13 == w;
            step.truncated()[w] = steps % 17 == w && !step.terminated()[w];
        }
        for (int i = 0; i < observations.length; i++) {
            step.finalObservations()[i] = (float) (0.5 * random.nextGaussian());
            step.observations()[i] =
                    step.ended(i / OBSERVATION) ? (float) (0.5 * random.nextGaussian()) : step.finalObservations()[i];
        }
    }

    private void show() {
        for (int i = 0; i < observations.length; i++) {
            observations[i] = (float) (0.5 * random.nextGaussian());
        }
    }

    @Override
    public void close() {
        learner.close();
    }
}
