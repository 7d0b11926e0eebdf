package dev.sinew.trainer.algorithm.td3;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.offpolicy.DeterministicAlgorithm;
import dev.sinew.trainer.offpolicy.ReplayLearner;

/// TD3 with everything that decides what it does next. A seed fixes every bit of it, whatever the number of threads.
public final class Td3Learner extends ReplayLearner<DeterministicAlgorithm> {
    /// A learner that knows nothing yet.
    ///
    /// @param settings how it learns
    /// @param observationSize floats of one observation
    /// @param actionSize floats of one action
    /// @param seed of everything random
    /// @param threads 1 or 2
    public Td3Learner(Td3Settings settings, int observationSize, int actionSize, long seed, int threads) {
        super(
                new Kernels(),
                settings.offPolicy(),
                new Sizes(observationSize, actionSize, threads),
                new RandomStream(seed).split("twin delayed deep deterministic policy gradient"),
                parts -> Td3Algorithm.of(settings, parts));
    }
}
