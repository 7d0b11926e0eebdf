package dev.sinew.trainer.algorithm.sac;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.offpolicy.ReplayLearner;
import java.util.function.BooleanSupplier;

/// Soft actor–critic with everything that decides what it does next. A seed fixes every bit of it, whatever
/// the number of threads.
public final class SacLearner extends ReplayLearner<SacAlgorithm> {
    private final BooleanSupplier critics;

    /// A learner that knows nothing yet.
    ///
    /// @param settings how it learns
    /// @param observationSize floats of one observation
    /// @param actionSize floats of one action
    /// @param seed of everything random
    /// @param threads 1 or 2
    public SacLearner(SacSettings settings, int observationSize, int actionSize, long seed, int threads) {
        this(new Kernels(), settings, observationSize, actionSize, seed, threads);
    }

    /// A learner that knows nothing yet, with innermost loops that others may have compiled already. Learners of one
    /// thread may share them; no bit depends on it.
    ///
    /// @param kernels innermost loops
    /// @param settings how it learns
    /// @param observationSize floats of one observation
    /// @param actionSize floats of one action
    /// @param seed of everything random
    /// @param threads 1 or 2
    public SacLearner(
            Kernels kernels, SacSettings settings, int observationSize, int actionSize, long seed, int threads) {
        super(
                kernels,
                settings.offPolicy(),
                new Sizes(observationSize, actionSize, threads),
                new RandomStream(seed).split("soft actor-critic"),
                parts -> new SacAlgorithm(settings, parts));
        critics = algorithm()::updateCritics;
    }

    /// Makes updates of the critics alone: actor and temperature stay as they are.
    ///
    /// @param count how many
    /// @throws IllegalStateException when there is nothing to draw from
    /// @throws dev.sinew.trainer.loop.NonFiniteException when a loss is not finite; names the tensor where it began
    public void updateCritics(int count) {
        repeat(count, critics);
    }

    /// {@return the numbers of the actor; the object itself, which updates change}
    public Parameters actor() {
        return algorithm().actorParameters();
    }

    /// {@return a policy of other numbers than the actor's, without exploration}
    ///
    /// @param parameters laid out like [#actor]
    /// @param actionLow the lowest action in task units, `[m]`
    /// @param actionHigh the highest action in task units, `[m]`
    public ExportedPolicy policy(Parameters parameters, float[] actionLow, float[] actionHigh) {
        return exported(algorithm().layers(parameters), actionLow, actionHigh);
    }
}
