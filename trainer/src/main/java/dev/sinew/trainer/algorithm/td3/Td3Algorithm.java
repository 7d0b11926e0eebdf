package dev.sinew.trainer.algorithm.td3;

import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.loop.MetricSink;
import dev.sinew.trainer.network.DenseLayer;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.offpolicy.ActorTraining;
import dev.sinew.trainer.offpolicy.CriticTraining;
import dev.sinew.trainer.offpolicy.DeterministicPolicy;
import dev.sinew.trainer.offpolicy.Diagnosis;
import dev.sinew.trainer.offpolicy.LearnerParts;
import dev.sinew.trainer.offpolicy.MeanFigure;
import dev.sinew.trainer.offpolicy.OffPolicyAlgorithm;
import dev.sinew.trainer.offpolicy.OffPolicySettings;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// TD3 put together.
final class Td3Algorithm implements OffPolicyAlgorithm {
    private final CriticTraining critics;
    private final ActorTraining actor;
    private final Td3Update update;
    private final DeterministicPolicy policy;
    private final Diagnosis diagnosis;
    private final MeanFigure actorLoss = new MeanFigure("train/actor_loss");
    private final MeanFigure criticLoss = new MeanFigure("train/critic_loss");

    /// Draws parameters.
    ///
    /// @param settings how it learns
    /// @param parts to work with
    Td3Algorithm(Td3Settings settings, LearnerParts parts) {
        OffPolicySettings common = settings.offPolicy();
        Td3Loss loss = new Td3Loss(
                (float) settings.smoothing().std(), (float) settings.smoothing().clip());
        critics = new CriticTraining(
                parts.kernels(),
                parts.team(),
                common,
                parts.batch(),
                parts.observationSize(),
                loss::critic,
                parts.random().split("critics"));
        actor = new ActorTraining(parts, common, critics);
        update = new Td3Update(
                loss,
                parts.team(),
                parts.batch(),
                critics,
                actor,
                common.actor().policyDelay(),
                parts.random().split("batch"));
        policy = new DeterministicPolicy(parts, actor.shape(), actor.actor().parameters(), settings.exploration());
        Map<String, Parameters> actors = new LinkedHashMap<>();
        actors.put("actor target", actor.actor().target());
        actors.put("actor", actor.actor().parameters());
        diagnosis = new Diagnosis(parts.batch(), actors, critics.ensemble());
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
        }
        return true;
    }

    @Override
    public String culprit() {
        return diagnosis.culprit();
    }

    @Override
    public void metrics(MetricSink sink) {
        actorLoss.report(sink);
        criticLoss.report(sink);
    }

    @Override
    public List<DenseLayer> layers() {
        return actor.layers();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        actor.save(out);
        critics.save(out);
        update.save(out);
        policy.save(out);
        actorLoss.save(out);
        criticLoss.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        actor.restore(in);
        critics.restore(in);
        update.restore(in);
        policy.restore(in);
        actorLoss.restore(in);
        criticLoss.restore(in);
    }

    /// {@return critics under training, for tests}
    CriticTraining critics() {
        return critics;
    }

    /// {@return the actor under training, for tests}
    ActorTraining actor() {
        return actor;
    }

    /// {@return the update, for tests}
    Td3Update updater() {
        return update;
    }
}
