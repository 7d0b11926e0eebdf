package dev.sinew.trainer.offpolicy;

import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.exploration.ExplorationSettings;
import dev.sinew.trainer.loop.MetricSink;
import dev.sinew.trainer.network.DenseLayer;
import dev.sinew.trainer.network.Parameters;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An algorithm with a deterministic actor put together: critics, actor and its noise, and what the algorithm makes of
/// a batch.
public final class DeterministicAlgorithm implements OffPolicyAlgorithm {
    private final CriticTraining critics;
    private final ActorTraining actor;
    private final DeterministicUpdate update;
    private final ActingPolicy policy;
    private final Diagnosis diagnosis;
    private final MeanFigure actorLoss = new MeanFigure("train/actor_loss");
    private final MeanFigure criticLoss = new MeanFigure("train/critic_loss");

    /// Binds the parts.
    ///
    /// @param parts of the learner; its random stream is split
    /// @param critics under training
    /// @param actor under training
    /// @param update of both
    /// @param exploration noise on actions in the worlds
    public DeterministicAlgorithm(
            LearnerParts parts,
            CriticTraining critics,
            ActorTraining actor,
            DeterministicUpdate update,
            ExplorationSettings exploration) {
        this.critics = critics;
        this.actor = actor;
        this.update = update;
        policy = new DeterministicPolicy(parts, actor.shape(), actor.actor().parameters(), exploration);
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
    DeterministicUpdate updater() {
        return update;
    }
}
