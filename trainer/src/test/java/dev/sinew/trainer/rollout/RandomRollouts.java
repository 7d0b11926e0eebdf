package dev.sinew.trainer.rollout;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.network.Initialization;
import java.util.List;

/// Rollouts in worlds of noise, which pay for actions that go with what is seen and end at random: enough to take
/// gradients of.
public final class RandomRollouts {
    private final RandomStream random;
    private final ActorCritic actorCritic;
    private final StepBatch step;
    private final float[] observations;

    public RandomRollouts(ActorCritic actorCritic, long seed) {
        this.actorCritic = actorCritic;
        random = new RandomStream(seed);
        step = new StepBatch(actorCritic.sizes().worlds(), actorCritic.sizes().observation());
        observations = step.observations().clone();
    }

    public static ActorCriticSettings settings(int steps, int hidden) {
        ActorCriticSettings.Network network = new ActorCriticSettings.Network(
                List.of(hidden, hidden), Activation.TANH, Initialization.ORTHOGONAL, 1.4, 0.5);
        return new ActorCriticSettings(network, network, -0.3, false, false, steps, new Gae(0.95, 0.9));
    }

    /// With 4 entries of an observation and 2 of an action.
    public static ActorCritic actorCritic(int steps, int worlds, KernelTeam team, long seed) {
        return new ActorCritic(settings(steps, 12), new ActorCritic.Sizes(4, 2, worlds), team, new RandomStream(seed));
    }

    /// Fills the actor–critic's rollout, as the loop does.
    public Rollout next() {
        int worlds = actorCritic.sizes().worlds();
        int actionSize = actorCritic.sizes().action();
        float[] actions = new float[worlds * actionSize];
        int size = actorCritic.sizes().observation();
        for (int t = 0; t < actorCritic.rollout().steps(); t++) {
            actorCritic.sample(observations, actions);
            for (int w = 0; w < worlds; w++) {
                double reward = random.nextGaussian();
                for (int k = 0; k < actionSize; k++) {
                    reward += actions[w * actionSize + k] * observations[w * size + k % size];
                }
                step.rewards()[w] = reward;
                step.terminated()[w] = random.nextInt(15) == 0;
                step.truncated()[w] = random.nextInt(15) == 0;
            }
            for (int i = 0; i < observations.length; i++) {
                step.finalObservations()[i] = (float) (0.5 * observations[i] + random.nextGaussian());
                observations[i] = step.finalObservations()[i];
                step.observations()[i] = observations[i];
            }
            actorCritic.observe(step);
        }
        return actorCritic.finish();
    }
}
