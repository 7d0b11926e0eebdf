package dev.sinew.trainer.algorithm.sac;

import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.network.ActorValue;
import dev.sinew.trainer.offpolicy.CriticTraining;
import dev.sinew.trainer.optimizer.ScalarAdam;
import dev.sinew.trainer.replay.ReplayBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// One gradient update in the order of Stable-Baselines3: temperature, critics and targets, actor. A stage is
/// a piece of work for the team; between two stages everybody waits. Two threads take a critic each, and
/// halves of the actor's rows and weights, and of those of a critic of costs, if there is one, after the others.
/// Nothing is allocated.
///
/// With a policy delay d, temperature and actor take part in every d-th update only.
final class SacUpdate {
    private final SacLoss loss;
    private final KernelTeam team;
    private final ReplayBatch batch;
    private final SacActor actor;
    private final CriticTraining critics;
    private final ActorValue value;
    private final Optional<CostCritic> costs;
    private final ScalarAdam logAlpha;
    private final int policyDelay;
    private final float[] values;
    private final KernelTeam.Work drawAndActNext;
    private final KernelTeam.Work drawAndAct;
    private final KernelTeam.Work differentiate;
    private final KernelTeam.Work propagate;
    private final KernelTeam.Work accumulate;
    private final KernelTeam.Work addPenalty;
    private final KernelTeam.Work stepActor;
    private final KernelTeam.Work changeActor;
    private long updates;
    private float alpha;
    private double actorLoss;
    private double temperatureLoss;
    private double entropy;

    /// Who takes part in an update.
    ///
    /// @param batch of the update
    /// @param actor under training
    /// @param critics under training
    /// @param value that the actor climbs when nothing costs
    /// @param costs critic of a cost that has a price, if any
    /// @param logAlpha log α, under training
    record Parts(
            ReplayBatch batch,
            SacActor actor,
            CriticTraining critics,
            ActorValue value,
            Optional<CostCritic> costs,
            ScalarAdam logAlpha) {}

    /// Binds the parts of a learner.
    ///
    /// @param loss to minimise
    /// @param team works on the stages
    /// @param parts of the learner
    /// @param policyDelay d
    SacUpdate(SacLoss loss, KernelTeam team, Parts parts, int policyDelay) {
        this.loss = loss;
        this.team = team;
        batch = parts.batch();
        actor = parts.actor();
        critics = parts.critics();
        costs = parts.costs();
        value = costs.isPresent() ? costs.get().priced() : parts.value();
        logAlpha = parts.logAlpha();
        this.policyDelay = policyDelay;
        values = new float[batch.rows()];
        drawAndActNext = actor::drawAndActNext;
        drawAndAct = actor::drawAndAct;
        differentiate = (part, count) -> actor.differentiate(value, alpha, part, count);
        propagate = actor::propagate;
        accumulate = actor::accumulate;
        addPenalty = actor::addPenalty;
        stepActor = actor.optimizer()::step;
        changeActor = actor::parametersChanged;
    }

    /// Makes one update, as far as its figures are finite: the stage that finds one that is not changes
    /// nothing.
    ///
    /// @return whether all figures were finite
    boolean run() {
        updates++;
        alpha = (float) StrictMath.exp(logAlpha.value());
        if (!policyIsDue()) {
            team.run(drawAndActNext);
            return learnCritics();
        }
        team.run(drawAndAct);
        double temperatureGradient = loss.temperature(actor.logPi());
        if (!Double.isFinite(temperatureGradient)) {
            return false;
        }
        stepTemperature(temperatureGradient);
        if (!learnCritics()) {
            return false;
        }
        learnActor();
        return true;
    }

    /// Makes one update of the critics alone: temperature and actor stay as they are, and the count that a policy delay
    /// goes by, too.
    ///
    /// @return whether all figures were finite
    boolean runCritics() {
        alpha = (float) StrictMath.exp(logAlpha.value());
        team.run(drawAndActNext);
        return learnCritics();
    }

    /// {@return whether the last update moved temperature and actor}
    boolean policyIsDue() {
        return updates % policyDelay == 0;
    }

    /// The other stages of this update still see α as it was.
    private void stepTemperature(double gradient) {
        entropy = gradient + loss.targetEntropy();
        temperatureLoss = logAlpha.value() * gradient;
        logAlpha.step(gradient);
    }

    private boolean learnCritics() {
        float[] y = critics.targets();
        critics.smallestNext(y);
        loss.softValue(y, actor.nextLogPi(), alpha, y);
        loss.softTarget(batch.rewards(), batch.continuation(), y, y);
        critics.learnAndFollow();
        return Double.isFinite(critics.loss())
                && (costs.isEmpty() || costs.get().learn());
    }

    /// The critics are those after their step.
    private void learnActor() {
        critics.evaluateWanted(value.critics());
        if (costs.isPresent()) {
            costs.get().evaluateWanted();
        }
        value.prepare();
        for (int row = 0; row < values.length; row++) {
            values[row] = value.value(row);
        }
        actorLoss = loss.actor(values, actor.logPi(), alpha);
        team.run(differentiate);
        team.run(propagate);
        team.run(accumulate);
        if (actor.pays()) {
            actorLoss += actor.penalty();
            team.run(addPenalty);
        }
        actor.optimizer().begin();
        team.run(stepActor);
        team.run(changeActor);
    }

    /// {@return α that the update was made with}
    float alpha() {
        return alpha;
    }

    /// {@return J_π of the last update that moved the actor}
    double actorLoss() {
        return actorLoss;
    }

    /// {@return J(α) of the last update that moved it}
    double temperatureLoss() {
        return temperatureLoss;
    }

    /// {@return mean of −log π over the states of the last update that moved the actor, nats}
    double entropy() {
        return entropy;
    }

    /// {@return J_Q of the update}
    double criticLoss() {
        return critics.loss();
    }

    /// Writes how many updates there were.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException {
        out.writeLong(updates);
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails
    void restore(DataInput in) throws IOException {
        updates = in.readLong();
    }
}
