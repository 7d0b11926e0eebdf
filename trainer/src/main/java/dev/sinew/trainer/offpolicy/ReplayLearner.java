package dev.sinew.trainer.offpolicy;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.loop.MetricSink;
import dev.sinew.trainer.loop.NonFiniteException;
import dev.sinew.trainer.loop.OffPolicyLearner;
import dev.sinew.trainer.network.DenseLayer;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.network.Squash;
import dev.sinew.trainer.normalization.RunningMoments;
import dev.sinew.trainer.replay.NStepReplay;
import dev.sinew.trainer.replay.PriorFile;
import dev.sinew.trainer.replay.ReplayBatch;
import dev.sinew.trainer.replay.ReplayBuffer;
import dev.sinew.trainer.replay.ReplayMixture;
import dev.sinew.trainer.replay.TransitionLog;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// An off-policy algorithm with everything that decides what it does next. A seed fixes every bit of it, whatever the
/// number of threads.
///
/// @param <A> the algorithm
public class ReplayLearner<A extends OffPolicyAlgorithm> implements OffPolicyLearner {
    private final OffPolicySettings settings;
    private final int observationSize;
    private final int actionSize;
    private final KernelTeam team;
    private final ReplayBuffer replay;
    private final Optional<RunningMoments> moments;
    private final ReplayMixture mixture;
    private final A algorithm;
    private final BooleanSupplier whole;
    private boolean momentsFrozen;
    private long updates;

    /// Makes the algorithm of a learner.
    ///
    /// @param <A> the algorithm
    @FunctionalInterface
    public interface AlgorithmFactory<A extends OffPolicyAlgorithm> {
        /// {@return the algorithm}
        ///
        /// @param parts to work with
        A make(LearnerParts parts);
    }

    /// How large a learner is.
    ///
    /// @param observation floats of one observation
    /// @param action floats of one action
    /// @param threads 1 or 2
    public record Sizes(int observation, int action, int threads) {}

    /// A learner that knows nothing yet.
    ///
    /// @param kernels innermost loops, which learners of one thread may share; no bit depends on it
    /// @param settings how it learns
    /// @param sizes of the task
    /// @param random of everything random
    /// @param factory makes the algorithm
    protected ReplayLearner(
            Kernels kernels,
            OffPolicySettings settings,
            Sizes sizes,
            RandomStream random,
            AlgorithmFactory<A> factory) {
        this.settings = settings;
        observationSize = sizes.observation();
        actionSize = sizes.action();
        team = new KernelTeam(sizes.threads());
        replay = new ReplayBuffer(settings.replay().capacity(), observationSize, actionSize);
        moments = settings.network().normalizesObservations()
                ? Optional.of(new RunningMoments(observationSize))
                : Optional.empty();
        NStepReplay own = new NStepReplay(replay, settings.replay().steps(), settings.discount());
        mixture = mixture(own);
        ReplayBatch batch = new ReplayBatch(mixture, moments, settings.replay().batch(), observationSize, actionSize);
        algorithm = factory.make(new LearnerParts(kernels, team, batch, moments, observationSize, actionSize, random));
        whole = algorithm::update;
    }

    /// The prior is read with the learner; one that does not fit is refused here.
    private ReplayMixture mixture(NStepReplay own) {
        if (settings.replay().prior().isEmpty()) {
            return new ReplayMixture(own);
        }
        ReplaySettings.Prior prior = settings.replay().prior().get();
        ReplayBuffer before = PriorFile.read(prior.file(), observationSize, actionSize);
        NStepReplay steps = new NStepReplay(before, settings.replay().steps(), settings.discount());
        return new ReplayMixture(own, steps, prior.share());
    }

    /// Writes the transitions it remembers as a prior for other trainings.
    ///
    /// @param file to write
    /// @throws IOException when it cannot be written
    public final void writePrior(Path file) throws IOException {
        PriorFile.write(file, replay);
    }

    @Override
    public final void act(float[] observations, int worlds, boolean explore, float[] actions) {
        algorithm.act(observations, worlds, explore, actions);
    }

    @Override
    public final void remember(float[] observations, float[] actions, StepBatch step) {
        int worlds = step.rewards().length;
        for (int world = 0; world < worlds; world++) {
            replay.add(observations, actions, step, world);
        }
        if (moments.isPresent() && !momentsFrozen) {
            moments.get().update(observations, worlds);
        }
        algorithm.stepped(step);
    }

    /// {@return the transitions it learned of itself}
    public final ReplayBuffer replay() {
        return replay;
    }

    /// {@return where its batches are drawn from, with the share of the prior that may be moved}
    public final ReplayMixture mixture() {
        return mixture;
    }

    /// Keeps the normalisation of observations as it is from now on: a policy that is out on a robot must not be given
    /// other inputs by its learner. Not part of what [#save] writes.
    public final void freezeMoments() {
        momentsFrozen = true;
    }

    /// {@inheritDoc}
    ///
    /// @throws IllegalStateException when nothing was remembered yet
    /// @throws NonFiniteException when a loss is not finite; names the tensor where it began
    @Override
    public final void update(int count) {
        repeat(count, whole);
    }

    /// Makes updates of one kind.
    ///
    /// @param count how many
    /// @param update says whether all its figures were finite; one object, for an update allocates nothing
    /// @throws IllegalStateException when there is nothing to draw from
    /// @throws NonFiniteException when a figure is not finite; names the tensor where it began
    protected final void repeat(int count, BooleanSupplier update) {
        if (replay.size() == 0 && mixture.share() < 1) {
            throw new IllegalStateException("replay must hold a transition before an update, held none");
        }
        for (int i = 0; i < count; i++) {
            updates++;
            if (!update.getAsBoolean()) {
                throw new NonFiniteException(algorithm.culprit(), updates);
            }
        }
    }

    /// {@return the algorithm}
    protected final A algorithm() {
        return algorithm;
    }

    @Override
    public final void metrics(MetricSink sink) {
        algorithm.metrics(sink);
        sink.metric("train/learning_rate", settings.adam().learningRate());
        sink.metric("train/n_updates", (double) updates);
    }

    @Override
    public final ExportedPolicy policy(float[] actionLow, float[] actionHigh) {
        return exported(algorithm.layers(), actionLow, actionHigh);
    }

    /// {@return a policy with the normalisation of observations as it is}
    ///
    /// @param layers up to the squash
    /// @param actionLow the lowest action in task units, `[m]`
    /// @param actionHigh the highest action in task units, `[m]`
    protected final ExportedPolicy exported(List<DenseLayer> layers, float[] actionLow, float[] actionHigh) {
        return new ExportedPolicy(moments.map(RunningMoments::scaling), layers, Squash.TANH, actionLow, actionHigh);
    }

    @Override
    public final TransitionLog transitions() {
        return replay;
    }

    @Override
    public final void save(DataOutput out) throws IOException {
        out.writeInt(observationSize);
        out.writeInt(actionSize);
        out.writeLong(updates);
        algorithm.save(out);
        if (moments.isPresent()) {
            moments.get().save(out);
        }
        out.writeInt(replay.worlds());
    }

    @Override
    public final void restore(DataInput in) throws IOException {
        int observation = in.readInt();
        int action = in.readInt();
        if (observation != observationSize || action != actionSize) {
            throw new IOException("checkpoint must be of %d observations and %d actions, was of %d and %d"
                    .formatted(observationSize, actionSize, observation, action));
        }
        updates = in.readLong();
        algorithm.restore(in);
        if (moments.isPresent()) {
            moments.get().restore(in);
        }
        int worlds = in.readInt();
        if (worlds > 0) {
            replay.setWorlds(worlds);
        }
    }

    @Override
    public final void close() {
        team.close();
    }
}
