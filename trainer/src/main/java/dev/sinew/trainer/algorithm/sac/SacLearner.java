package dev.sinew.trainer.algorithm.sac;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.loop.MetricSink;
import dev.sinew.trainer.loop.NonFiniteException;
import dev.sinew.trainer.loop.OffPolicyLearner;
import dev.sinew.trainer.network.DenseLayer;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.network.Squash;
import dev.sinew.trainer.normalization.RunningMoments;
import dev.sinew.trainer.optimizer.Adam;
import dev.sinew.trainer.optimizer.ScalarAdam;
import dev.sinew.trainer.replay.ReplayBuffer;
import dev.sinew.trainer.replay.TransitionLog;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Soft actor–critic with everything that decides what it does next. A seed fixes every bit of it, whatever
/// the number of threads.
public final class SacLearner implements OffPolicyLearner {
    private final int observationSize;
    private final int actionSize;
    private final KernelTeam team;
    private final ReplayBuffer replay;
    private final Optional<RunningMoments> moments;
    private final SacBatch batch;
    private final Mlp actorShape;
    private final Parameters actorParameters;
    private final SacActor actor;
    private final SacCritics critics;
    private final Adam actorOptimizer;
    private final ScalarAdam logAlpha;
    private final SacUpdate update;
    private final SacPolicy policy;
    private final SacFigures figures = new SacFigures();
    private final double learningRate;
    private long updates;

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
        this.observationSize = observationSize;
        this.actionSize = actionSize;
        learningRate = settings.adam().learningRate();
        RandomStream random = new RandomStream(seed).split("soft actor-critic");
        SacSettings.Network network = settings.network();
        team = new KernelTeam(threads);
        replay = new ReplayBuffer(settings.replay().capacity(), observationSize, actionSize);
        moments =
                network.normalizesObservations() ? Optional.of(new RunningMoments(observationSize)) : Optional.empty();
        batch = new SacBatch(replay, moments, settings.replay().batch(), observationSize, actionSize);
        actorShape = new Mlp(observationSize, network.hidden(), 2 * actionSize, network.activation());
        actorParameters = actorShape.initialize(random.split("actor"));
        actor = new SacActor(kernels, actorShape, actorParameters, batch, random.split("batch"));
        actorOptimizer = new Adam(settings.adam(), actorParameters, actor.gradient());
        double entropy = settings.temperature().targetEntropy().orElse(-actionSize);
        SacLoss loss = new SacLoss((float) settings.discount(), (float) entropy);
        Mlp criticShape = new Mlp(observationSize + actionSize, network.hidden(), 1, network.activation());
        critics = new SacCritics(kernels, criticShape, settings, loss, batch, random.split("critics"));
        logAlpha = new ScalarAdam(
                settings.adam(), StrictMath.log(settings.temperature().initial()));
        update = new SacUpdate(loss, team, actor, critics, actorOptimizer, logAlpha);
        policy = new SacPolicy(kernels, actorShape, actorParameters, moments, random.split("exploration"));
    }

    @Override
    public void act(float[] observations, int worlds, boolean explore, float[] actions) {
        policy.act(observations, worlds, explore, actions);
    }

    @Override
    public void remember(float[] observations, float[] actions, StepBatch step) {
        int worlds = step.rewards().length;
        for (int world = 0; world < worlds; world++) {
            replay.add(observations, actions, step, world);
        }
        if (moments.isPresent()) {
            moments.get().update(observations, worlds);
        }
    }

    /// {@inheritDoc}
    ///
    /// @throws IllegalStateException when nothing was remembered yet
    /// @throws NonFiniteException when a loss is not finite; names the tensor where it began
    @Override
    public void update(int count) {
        if (replay.size() == 0) {
            throw new IllegalStateException("replay must hold a transition before an update, held none");
        }
        for (int i = 0; i < count; i++) {
            updates++;
            if (!update.run()) {
                throw new NonFiniteException(SacDiagnosis.culprit(batch, actorParameters, critics.twins()), updates);
            }
            figures.add(update);
        }
    }

    @Override
    public void metrics(MetricSink sink) {
        figures.report(sink);
        sink.metric("train/learning_rate", learningRate);
        sink.metric("train/n_updates", (double) updates);
    }

    @Override
    public ExportedPolicy policy(float[] actionLow, float[] actionHigh) {
        List<DenseLayer> layers = new ArrayList<>();
        for (Dense layer : actorShape.hidden()) {
            layers.add(actorParameters.export(layer, layer.outputs(), actorShape.activation()));
        }
        layers.add(actorParameters.export(actorShape.head(), actionSize, Activation.IDENTITY));
        return new ExportedPolicy(moments.map(RunningMoments::scaling), layers, Squash.TANH, actionLow, actionHigh);
    }

    @Override
    public TransitionLog transitions() {
        return replay;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(observationSize);
        out.writeInt(actionSize);
        out.writeLong(updates);
        actorParameters.save(out);
        actorOptimizer.save(out);
        actor.save(out);
        critics.save(out);
        logAlpha.save(out);
        policy.save(out);
        if (moments.isPresent()) {
            moments.get().save(out);
        }
        figures.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        int observation = in.readInt();
        int action = in.readInt();
        if (observation != observationSize || action != actionSize) {
            throw new IOException("checkpoint must be of %d observations and %d actions, was of %d and %d"
                    .formatted(observationSize, actionSize, observation, action));
        }
        updates = in.readLong();
        actorParameters.restore(in);
        actorOptimizer.restore(in);
        actor.restore(in);
        critics.restore(in);
        logAlpha.restore(in);
        policy.restore(in);
        if (moments.isPresent()) {
            moments.get().restore(in);
        }
        figures.restore(in);
    }

    @Override
    public void close() {
        team.close();
    }
}
