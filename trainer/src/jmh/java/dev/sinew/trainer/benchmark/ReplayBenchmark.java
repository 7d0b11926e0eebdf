package dev.sinew.trainer.benchmark;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.algorithm.ddpg.DdpgLearner;
import dev.sinew.trainer.algorithm.ddpg.DdpgSettings;
import dev.sinew.trainer.algorithm.sac.SacLearner;
import dev.sinew.trainer.algorithm.sac.SacSettings;
import dev.sinew.trainer.algorithm.td3.Td3Learner;
import dev.sinew.trainer.algorithm.td3.Td3Settings;
import dev.sinew.trainer.loop.OffPolicyLearner;
import java.io.PrintStream;
import java.util.Arrays;

/// Gradient updates of a learner that replays transitions per second, with the sizes of HalfCheetah: 17 numbers seen,
/// 6 given, layers of 256 and 256, batches of 256. Worlds take no time: transitions are random and there before.
final class ReplayBenchmark {
    private static final int OBSERVATION = 17;
    private static final int ACTION = 6;
    private static final int TRANSITIONS = 50_000;
    private static final int ROUNDS = 5;
    private static final long WARM_UP_NANOS = 5_000_000_000L;
    private static final int UPDATES = 400;

    private ReplayBenchmark() {}

    /// Measures and prints the median of five rounds.
    ///
    /// @param out receives the figure
    /// @param algorithm `SAC`, `TD3` or `DDPG`
    /// @param threads 1 or 2
    static void run(PrintStream out, String algorithm, int threads) {
        try (OffPolicyLearner learner = learner(algorithm, threads)) {
            fill(learner);
            for (long begin = System.nanoTime(); System.nanoTime() - begin < WARM_UP_NANOS; ) {
                learner.update(1);
            }
            double[] rates = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                long begin = System.nanoTime();
                learner.update(UPDATES);
                rates[i] = UPDATES * 1e9 / (System.nanoTime() - begin);
            }
            Arrays.sort(rates);
            out.printf("sinew.%s.updates %.1f 1/s threads=%d%n", algorithm, rates[ROUNDS / 2], threads);
        }
    }

    private static OffPolicyLearner learner(String algorithm, int threads) {
        return switch (algorithm) {
            case "SAC" -> new SacLearner(SacSettings.defaults(), OBSERVATION, ACTION, 1, threads);
            case "TD3" -> new Td3Learner(Td3Settings.defaults(), OBSERVATION, ACTION, 1, threads);
            case "DDPG" -> new DdpgLearner(DdpgSettings.defaults(), OBSERVATION, ACTION, 1, threads);
            default -> throw new IllegalArgumentException("algorithm must be SAC, TD3 or DDPG, was " + algorithm);
        };
    }

    private static void fill(OffPolicyLearner learner) {
        RandomStream random = new RandomStream(1);
        StepBatch step = new StepBatch(1, OBSERVATION);
        float[] observation = new float[OBSERVATION];
        float[] action = new float[ACTION];
        for (int i = 0; i < TRANSITIONS; i++) {
            for (int k = 0; k < OBSERVATION; k++) {
                observation[k] = (float) random.uniform(-2, 2);
                step.finalObservations()[k] = (float) random.uniform(-2, 2);
            }
            for (int k = 0; k < ACTION; k++) {
                action[k] = (float) random.uniform(-1, 1);
            }
            step.rewards()[0] = random.uniform(-1, 1);
            step.terminated()[0] = random.nextInt(100) == 0;
            learner.remember(observation, action, step);
        }
    }
}
