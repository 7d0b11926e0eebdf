package dev.sinew.trainer.algorithm.sac;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.loop.MetricSink;
import dev.sinew.trainer.network.ActorValue;
import dev.sinew.trainer.network.CriticEnsemble;
import dev.sinew.trainer.network.DenseLayer;
import dev.sinew.trainer.network.MeanValue;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.network.SmallestValue;
import dev.sinew.trainer.offpolicy.ActingPolicy;
import dev.sinew.trainer.offpolicy.CriticTraining;
import dev.sinew.trainer.offpolicy.Diagnosis;
import dev.sinew.trainer.offpolicy.LearnerParts;
import dev.sinew.trainer.offpolicy.MeanFigure;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.OffPolicyAlgorithm;
import dev.sinew.trainer.offpolicy.OffPolicySettings;
import dev.sinew.trainer.optimizer.ScalarAdam;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Soft actor–critic put together.
final class SacAlgorithm implements OffPolicyAlgorithm {
    private final int actionSize;
    private final Mlp shape;
    private final SacActor actor;
    private final CriticTraining critics;
    private final Optional<CostCritic> costs;
    private final ScalarAdam logAlpha;
    private final SacUpdate update;
    private final ActingPolicy policy;
    private final Diagnosis diagnosis;
    private final MeanFigure actorLoss = new MeanFigure("train/actor_loss");
    private final MeanFigure criticLoss = new MeanFigure("train/critic_loss");
    private final MeanFigure temperature = new MeanFigure("train/ent_coef");
    private final MeanFigure temperatureLoss = new MeanFigure("train/ent_coef_loss");
    private final MeanFigure entropy = new MeanFigure("train/entropy");
    private final List<MeanFigure> figures = List.of(actorLoss, criticLoss, temperature, temperatureLoss, entropy);

    /// Draws parameters.
    ///
    /// @param settings how it learns
    /// @param parts to work with
    /// @param learnsCosts whether a critic of its own learns what the transitions cost
    SacAlgorithm(SacSettings settings, LearnerParts parts, boolean learnsCosts) {
        OffPolicySettings common = settings.offPolicy();
        actionSize = parts.actionSize();
        RandomStream random = parts.random();
        PolicyNetwork network = network(settings, parts);
        shape = network.mlp();
        actor = new SacActor(parts.kernels(), network, parts.batch(), common, random.split("batch"));
        SacLoss loss =
                new SacLoss((float) settings.temperature().targetEntropy().orElse(-actionSize));
        critics = new CriticTraining(
                parts.kernels(),
                parts.team(),
                common,
                parts.batch(),
                parts.observationSize(),
                loss::critic,
                random.split("critics"));
        logAlpha = new ScalarAdam(
                common.adam(), StrictMath.log(settings.temperature().initial()));
        ActorValue value = value(common, critics.ensemble(), parts.batch().rows());
        costs = learnsCosts ? Optional.of(new CostCritic(common, parts, value)) : Optional.empty();
        update = new SacUpdate(
                loss,
                parts.team(),
                new SacUpdate.Parts(parts.batch(), actor, critics, value, costs, logAlpha),
                common.actor().policyDelay());
        policy = policy(settings, parts, network);
        diagnosis = new Diagnosis(parts.batch(), Map.of("actor", network.parameters()), critics.ensemble());
        costs.ifPresent(one -> diagnosis.looksAt("cost critic", one.critic()));
    }

    /// {@return the policy's network, with parameters drawn}
    ///
    /// @param settings of the learner
    /// @param parts to work with; its random stream is split
    static PolicyNetwork network(SacSettings settings, LearnerParts parts) {
        NetworkSettings network = settings.offPolicy().network();
        RandomStream random = parts.random().split("actor");
        if (settings.exploration().isPresent()) {
            Mlp mlp = network.actor(parts.observationSize(), parts.actionSize());
            double std = settings.exploration().get().std();
            return new FeatureNetwork(
                    parts.kernels(),
                    mlp,
                    FeatureNetwork.initialize(mlp, std, random),
                    parts.batch().inputs());
        }
        Mlp mlp = new Mlp(parts.observationSize(), network.hidden(), 2 * parts.actionSize(), network.activation());
        return new HeadNetwork(
                parts.kernels(), mlp, mlp.initialize(random), parts.batch().inputs());
    }

    private static ActingPolicy policy(SacSettings settings, LearnerParts parts, PolicyNetwork network) {
        RandomStream random = parts.random().split("exploration");
        if (settings.exploration().isPresent()) {
            int interval = settings.exploration().get().interval();
            return new FeaturePolicy(parts, network.mlp(), network.parameters(), interval, random);
        }
        return new SacPolicy(parts, network.mlp(), network.parameters(), random);
    }

    /// {@return the value that the actor climbs: the smallest, or with random subsets the mean}
    ///
    /// @param settings of the learner
    /// @param critics of the learner
    /// @param rows B
    static ActorValue value(OffPolicySettings settings, CriticEnsemble critics, int rows) {
        return settings.critics().subset().isPresent()
                ? new MeanValue(critics, rows)
                : new SmallestValue(critics, rows);
    }

    @Override
    public void act(float[] observations, int worlds, boolean explore, float[] actions) {
        policy.act(observations, worlds, explore, actions);
    }

    @Override
    public void stepped(StepBatch step) {
        policy.stepped(step);
    }

    @Override
    public boolean update() {
        if (!update.run()) {
            return false;
        }
        criticLoss.add(update.criticLoss());
        if (update.policyIsDue()) {
            actorLoss.add(update.actorLoss());
            temperature.add(update.alpha());
            temperatureLoss.add(update.temperatureLoss());
            entropy.add(update.entropy());
        }
        return true;
    }

    /// Makes one update of the critics alone.
    ///
    /// @return whether all figures were finite
    boolean updateCritics() {
        if (!update.runCritics()) {
            return false;
        }
        criticLoss.add(update.criticLoss());
        return true;
    }

    @Override
    public String culprit() {
        return diagnosis.culprit();
    }

    @Override
    public void metrics(MetricSink sink) {
        for (MeanFigure figure : figures) {
            figure.report(sink);
        }
        costs.ifPresent(one -> one.figure().report(sink));
    }

    @Override
    public List<DenseLayer> layers() {
        return layers(actor.parameters());
    }

    /// {@return a policy of other numbers without exploration, up to the squash}
    ///
    /// @param parameters laid out like the actor's
    List<DenseLayer> layers(Parameters parameters) {
        List<DenseLayer> layers = new ArrayList<>();
        for (Dense layer : shape.hidden()) {
            layers.add(parameters.export(layer, layer.outputs(), shape.activation()));
        }
        layers.add(parameters.export(shape.head(), actionSize, Activation.IDENTITY));
        return layers;
    }

    /// {@return the actor's numbers; the object itself}
    Parameters actorParameters() {
        return actor.parameters();
    }

    /// {@return whether there is a critic of costs}
    boolean learnsCosts() {
        return costs.isPresent();
    }

    /// {@return the critic of costs}
    ///
    /// @throws IllegalStateException when the learner has none
    CostCritic costs() {
        return costs.orElseThrow(() -> new IllegalStateException("a price needs a critic of costs, there is none"));
    }

    @Override
    public void save(DataOutput out) throws IOException {
        actor.save(out);
        critics.save(out);
        logAlpha.save(out);
        update.save(out);
        policy.save(out);
        for (MeanFigure figure : figures) {
            figure.save(out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        actor.restore(in);
        critics.restore(in);
        logAlpha.restore(in);
        update.restore(in);
        policy.restore(in);
        for (MeanFigure figure : figures) {
            figure.restore(in);
        }
    }
}
