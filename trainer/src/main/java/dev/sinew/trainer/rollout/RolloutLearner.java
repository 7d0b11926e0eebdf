package dev.sinew.trainer.rollout;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.loop.MetricSink;
import dev.sinew.trainer.loop.OnPolicyLearner;
import dev.sinew.trainer.network.DenseLayer;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.network.Squash;
import dev.sinew.trainer.normalization.RunningMoments;
import dev.sinew.trainer.replay.NoTransitions;
import dev.sinew.trainer.replay.TransitionLog;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// An on-policy algorithm with everything that decides what it does next. A seed fixes every bit of it, whatever the
/// number of threads.
public final class RolloutLearner implements OnPolicyLearner {
    private final ActorCritic actorCritic;
    private final OnPolicyAlgorithm algorithm;
    private final KernelTeam team;
    private long updates;

    /// Makes the algorithm for an actor and a critic.
    @FunctionalInterface
    public interface AlgorithmFactory {
        /// {@return the algorithm}
        ///
        /// @param actorCritic what it trains
        /// @param random split for each purpose, such as the order of minibatches
        OnPolicyAlgorithm make(ActorCritic actorCritic, RandomStream random);
    }

    /// A learner that knows nothing yet.
    ///
    /// @param settings shapes and what a rollout is
    /// @param sizes of the task
    /// @param seed of everything random
    /// @param threads 1 or 2
    /// @param factory makes the algorithm
    public RolloutLearner(
            ActorCriticSettings settings, ActorCritic.Sizes sizes, long seed, int threads, AlgorithmFactory factory) {
        RandomStream random = new RandomStream(seed).split("on-policy learner");
        team = new KernelTeam(threads);
        actorCritic = new ActorCritic(settings, sizes, team, random);
        algorithm = factory.make(actorCritic, random.split("algorithm"));
    }

    @Override
    public int rolloutSteps() {
        return actorCritic.rollout().steps();
    }

    @Override
    public void act(float[] observations, int worlds, boolean explore, float[] actions) {
        actorCritic.act(observations, worlds, explore, actions);
    }

    @Override
    public void sample(float[] observations, float[] actions) {
        actorCritic.sample(observations, actions);
    }

    @Override
    public void observe(StepBatch step) {
        actorCritic.observe(step);
    }

    /// {@inheritDoc}
    ///
    /// @throws dev.sinew.trainer.loop.NonFiniteException when a loss is not finite; names the tensor where it began
    @Override
    public void update(double progress) {
        updates++;
        Rollout rollout = actorCritic.finish();
        RolloutDiagnosis.requireFinite(rollout, updates);
        algorithm.update(rollout, progress);
        RolloutDiagnosis.requireFinite(actorCritic, updates);
    }

    @Override
    public void metrics(MetricSink sink) {
        algorithm.metrics(sink);
        double std = 0;
        for (int k = 0; k < actorCritic.sizes().action(); k++) {
            std += StrictMath.exp(
                    actorCritic.policy().values()[actorCritic.policy().freeOffset() + k]);
        }
        sink.metric("train/std", std / actorCritic.sizes().action());
        sink.metric("train/n_updates", (double) updates);
    }

    /// The mean of the policy held to the range of the actions, as the worlds meet it.
    @Override
    public ExportedPolicy policy(float[] actionLow, float[] actionHigh) {
        List<DenseLayer> layers = new ArrayList<>();
        for (Dense layer : actorCritic.policyShape().hidden()) {
            layers.add(actorCritic
                    .policy()
                    .export(layer, layer.outputs(), actorCritic.policyShape().activation()));
        }
        Dense head = actorCritic.policyShape().head();
        layers.add(actorCritic.policy().export(head, head.outputs(), Activation.IDENTITY));
        return new ExportedPolicy(
                actorCritic.moments().map(RunningMoments::scaling), layers, Squash.CLIP, actionLow, actionHigh);
    }

    @Override
    public TransitionLog transitions() {
        return new NoTransitions();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(actorCritic.sizes().observation());
        out.writeInt(actorCritic.sizes().action());
        out.writeLong(updates);
        actorCritic.save(out);
        algorithm.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        int observation = in.readInt();
        int action = in.readInt();
        if (observation != actorCritic.sizes().observation()
                || action != actorCritic.sizes().action()) {
            throw new IOException("checkpoint must be of %d observations and %d actions, was of %d and %d"
                    .formatted(
                            actorCritic.sizes().observation(),
                            actorCritic.sizes().action(),
                            observation,
                            action));
        }
        updates = in.readLong();
        actorCritic.restore(in);
        algorithm.restore(in);
    }

    @Override
    public void close() {
        team.close();
    }
}
