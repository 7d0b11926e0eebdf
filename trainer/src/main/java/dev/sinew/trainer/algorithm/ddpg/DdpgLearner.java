package dev.sinew.trainer.algorithm.ddpg;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.offpolicy.DeterministicAlgorithm;
import dev.sinew.trainer.offpolicy.ReplayLearner;

/// DDPG with everything that decides what it does next. A seed fixes every bit of it, whatever the number of threads.
public final class DdpgLearner extends ReplayLearner<DeterministicAlgorithm> {
    /// A learner that knows nothing yet.
    ///
    /// @param settings how it learns
    /// @param observationSize floats of one observation
    /// @param actionSize floats of one action
    /// @param seed of everything random
    /// @param threads 1 or 2
    public DdpgLearner(DdpgSettings settings, int observationSize, int actionSize, long seed, int threads) {
        super(
                new Kernels(),
                settings.offPolicy(),
                new Sizes(observationSize, actionSize, threads),
                new RandomStream(seed).split("deep deterministic policy gradient"),
                parts -> DdpgAlgorithm.of(settings, parts));
    }
}
