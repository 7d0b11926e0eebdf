package dev.sinew.trainer.offpolicy;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.replay.NStepReplay;
import dev.sinew.trainer.replay.ReplayBatch;
import dev.sinew.trainer.replay.ReplayBuffer;
import dev.sinew.trainer.replay.ReplayMixture;
import java.util.Optional;

/// Transitions from nowhere, and the parts that an algorithm is made of over them.
public final class RandomTransitions {
    public static final int OBSERVATION = 5;
    public static final int ACTION = 2;

    private RandomTransitions() {}

    /// Five hundred, one in ten terminated, one in ten truncated.
    public static ReplayBuffer replay(long seed) {
        RandomStream random = new RandomStream(seed);
        ReplayBuffer replay = new ReplayBuffer(1000, OBSERVATION, ACTION);
        float[] observation = new float[OBSERVATION];
        float[] action = new float[ACTION];
        StepBatch step = new StepBatch(1, OBSERVATION);
        for (int i = 0; i < 500; i++) {
            for (int k = 0; k < OBSERVATION; k++) {
                observation[k] = (float) random.nextGaussian();
                step.finalObservations()[k] = (float) random.nextGaussian();
            }
            for (int k = 0; k < ACTION; k++) {
                action[k] = (float) random.uniform(-1, 1);
            }
            step.rewards()[0] = random.nextGaussian();
            step.terminated()[0] = random.nextInt(10) == 0;
            step.truncated()[0] = random.nextInt(10) == 0;
            replay.add(observation, action, step, 0);
        }
        return replay;
    }

    /// Parts over a replay of any size.
    public static LearnerParts parts(
            OffPolicySettings settings, ReplayBuffer replay, int observationSize, int actionSize, KernelTeam team) {
        NStepReplay own = new NStepReplay(replay, settings.replay().steps(), settings.discount());
        ReplayBatch batch = new ReplayBatch(
                new ReplayMixture(own), Optional.empty(), settings.replay().batch(), observationSize, actionSize);
        return new LearnerParts(
                new Kernels(), team, batch, Optional.empty(), observationSize, actionSize, new RandomStream(42));
    }
}
