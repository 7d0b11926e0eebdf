package dev.sinew.trainer.algorithm.sac;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.offpolicy.ReplayLearner;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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
        this(kernels, settings, new Sizes(observationSize, actionSize, threads), seed, false);
    }

    private SacLearner(Kernels kernels, SacSettings settings, Sizes sizes, long seed, boolean learnsCosts) {
        super(
                kernels,
                settings.offPolicy(),
                sizes,
                new RandomStream(seed).split("soft actor-critic"),
                parts -> new SacAlgorithm(settings, parts, learnsCosts));
        critics = algorithm()::updateCritics;
    }

    /// {@return a learner that knows nothing yet, which learns with a critic of its own what the transitions of
    /// [#replay] cost} Until they have a [#price] its bits are those of one without.
    ///
    /// @param settings how it learns
    /// @param observationSize floats of one observation
    /// @param actionSize floats of one action
    /// @param seed of everything random
    /// @param threads 1 or 2
    public static SacLearner withCosts(
            SacSettings settings, int observationSize, int actionSize, long seed, int threads) {
        return new SacLearner(new Kernels(), settings, new Sizes(observationSize, actionSize, threads), seed, true);
    }

    /// {@return whether it learns costs}
    public boolean learnsCosts() {
        return algorithm().learnsCosts();
    }

    /// Sets what a cost takes from the value that the actor climbs. Not part of what [#save] and [#saveCosts] write.
    ///
    /// @param price for each unit of the cost as [#replay] holds it, finite and at least 0
    /// @throws IllegalStateException when it does not learn costs
    public void price(double price) {
        algorithm().costs().priced().price(price);
    }

    /// Writes the critic of costs, which [#save] leaves out: a training that knew none can go on with one.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    /// @throws IllegalStateException when it does not learn costs
    public void saveCosts(DataOutput out) throws IOException {
        algorithm().costs().save(out);
    }

    /// Takes over what [#saveCosts] wrote.
    ///
    /// @param in what it wrote
    /// @throws IOException when `in` fails or does not fit
    /// @throws IllegalStateException when it does not learn costs
    public void restoreCosts(DataInput in) throws IOException {
        algorithm().costs().restore(in);
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
