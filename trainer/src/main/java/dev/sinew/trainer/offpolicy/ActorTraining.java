package dev.sinew.trainer.offpolicy;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.network.ActorValue;
import dev.sinew.trainer.network.CriticEnsemble;
import dev.sinew.trainer.network.DenseLayer;
import dev.sinew.trainer.network.DeterministicActor;
import dev.sinew.trainer.network.FirstValue;
import dev.sinew.trainer.network.MeanValue;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.optimizer.Adam;
import dev.sinew.trainer.replay.ReplayBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A deterministic actor under training by the deterministic policy gradient,
/// `∇J = mean ∇ₐQ(s, a)·∇μ(s)` (Silver et al., *Deterministic Policy Gradient Algorithms*, ICML 2014, Theorem 1): it
/// climbs the value of the first critic, or with random subsets the mean of all. One thread calls it; the team shares
/// the work.
public final class ActorTraining {
    private final KernelTeam team;
    private final ReplayBatch batch;
    private final Mlp shape;
    private final DeterministicActor actor;
    private final CriticTraining training;
    private final CriticEnsemble critics;
    private final ActorValue value;
    private final Adam optimizer;
    private final float tau;
    private final float[] values;
    private final KernelTeam.Work climb;
    private final KernelTeam.Work accumulate;
    private final KernelTeam.Work addPenalty;
    private final KernelTeam.Work stepAndFollow;
    private final KernelTeam.Work changed;
    private final Optional<SmoothnessPenalty> smoothness;

    /// Draws parameters.
    ///
    /// @param parts of the learner; its random stream is split
    /// @param settings of the learner
    /// @param training of the critics
    public ActorTraining(LearnerParts parts, OffPolicySettings settings, CriticTraining training) {
        this.training = training;
        critics = training.ensemble();
        team = parts.team();
        batch = parts.batch();
        tau = (float) settings.targetRate();
        shape = settings.network().actor(parts.observationSize(), parts.actionSize());
        Parameters parameters = shape.initialize(parts.random().split("actor"));
        actor = new DeterministicActor(parts.kernels(), shape, parameters, batch.inputs());
        optimizer = new Adam(settings.actorAdam(), parameters, actor.gradient());
        value = settings.critics().subset().isPresent()
                ? new MeanValue(critics, batch.rows())
                : new FirstValue(critics, batch.rows());
        values = new float[batch.rows()];
        smoothness = settings.actor().smoothness().map(weights -> penalty(parts, weights));
        climb = this::climb;
        accumulate = this::accumulate;
        addPenalty = this::addPenalty;
        stepAndFollow = (part, count) -> optimizer.stepAndFollow(actor.target(), tau, part, count);
        changed = actor::parametersChanged;
    }

    private SmoothnessPenalty penalty(LearnerParts parts, SmoothnessSettings weights) {
        return new SmoothnessPenalty(
                parts.kernels(),
                weights,
                batch,
                new SmoothnessPenalty.Payer(shape, actor.parameters(), actor.transposed(), actor::copyChosen),
                parts.random().split("smoothness"));
    }

    /// {@return the actor}
    public DeterministicActor actor() {
        return actor;
    }

    /// {@return its network}
    public Mlp shape() {
        return shape;
    }

    /// Chooses the actions wanted, values them, and takes the gradient of `−mean Q(s, μ(s))` and of the penalty
    /// up to the first layer. Nothing is changed.
    ///
    /// @return Q(s, μ(s)), `[B]`; the array itself
    public float[] climb() {
        training.drawWantedDropout(value.critics());
        team.run(climb);
        return values;
    }

    /// Each row depends on itself alone, so a part takes its rows all the way.
    private void climb(int part, int parts) {
        int rows = batch.rows();
        int first = rows * part / parts;
        int end = rows * (part + 1) / parts;
        actor.choose(first, end);
        for (int i = 0; i < value.critics(); i++) {
            critics.get(i).evaluateWanted(first, end);
        }
        value.differentiate(first, end, -1f / rows);
        for (int row = first; row < end; row++) {
            values[row] = value.value(row);
            actor.differentiate(row, value.gradient(row), row);
        }
        if (smoothness.isPresent()) {
            smoothness.get().differentiate(part, parts, actor.headGradient());
        }
        actor.propagate(first, end);
    }

    /// {@return what the actor pays for actions that jump, mean over the batch of the last [#climb]; 0 without a
    /// penalty}
    public double penalty() {
        return smoothness.isPresent() ? smoothness.get().value() : 0;
    }

    /// Steps along the gradient; the target follows.
    public void stepAndFollow() {
        team.run(accumulate);
        if (smoothness.isPresent()) {
            team.run(addPenalty);
        }
        optimizer.begin();
        team.run(stepAndFollow);
        team.run(changed);
    }

    private void accumulate(int part, int parts) {
        actor.accumulate(part, parts);
        if (smoothness.isPresent()) {
            smoothness.get().accumulate(part, parts);
        }
    }

    private void addPenalty(int part, int parts) {
        smoothness.get().addTo(actor.gradient(), part, parts);
    }

    /// {@return the policy up to the squash}
    public List<DenseLayer> layers() {
        List<DenseLayer> layers = new ArrayList<>();
        for (Dense layer : shape.hidden()) {
            layers.add(actor.parameters().export(layer, layer.outputs(), shape.activation()));
        }
        layers.add(actor.parameters().export(shape.head(), batch.inputs().actionSize(), Activation.IDENTITY));
        return layers;
    }

    /// Writes parameters, target and moments, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        actor.parameters().save(out);
        actor.target().save(out);
        optimizer.save(out);
        if (smoothness.isPresent()) {
            smoothness.get().save(out);
        }
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails or does not fit
    public void restore(DataInput in) throws IOException {
        actor.parameters().restore(in);
        actor.target().restore(in);
        optimizer.restore(in);
        if (smoothness.isPresent()) {
            smoothness.get().restore(in);
        }
        actor.parametersChanged(0, 1);
    }
}
