package dev.sinew.trainer.algorithm.td3;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.offpolicy.ActorTraining;
import dev.sinew.trainer.offpolicy.CriticTraining;
import dev.sinew.trainer.offpolicy.DeterministicUpdate;
import dev.sinew.trainer.replay.ReplayBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// One gradient update as in Algorithm 1 of arXiv:1802.09477v3: critics, and in every d-th update the policy and all
/// targets. A stage is a piece of work for the team; between two stages everybody waits. Nothing is allocated.
final class Td3Update implements DeterministicUpdate {
    private final Td3Loss loss;
    private final KernelTeam team;
    private final ReplayBatch batch;
    private final CriticTraining critics;
    private final ActorTraining actor;
    private final int policyDelay;
    private final List<SmoothedTargets> halves;
    private final KernelTeam.Work drawAndActNext;
    private long updates;
    private double actorLoss;

    /// Binds the parts of a learner.
    ///
    /// @param loss to minimise
    /// @param team works on the stages
    /// @param batch of the update
    /// @param critics under training
    /// @param actor under training
    /// @param policyDelay d
    /// @param random split for the two halves of the batch
    Td3Update(
            Td3Loss loss,
            KernelTeam team,
            ReplayBatch batch,
            CriticTraining critics,
            ActorTraining actor,
            int policyDelay,
            RandomStream random) {
        this.loss = loss;
        this.team = team;
        this.batch = batch;
        this.critics = critics;
        this.actor = actor;
        this.policyDelay = policyDelay;
        int rows = batch.rows();
        int size = batch.inputs().actionSize();
        halves = List.of(
                new SmoothedTargets(0, rows / 2, size, random.split(0)),
                new SmoothedTargets(rows / 2, rows, size, random.split(1)));
        drawAndActNext = this::drawAndActNext;
    }

    @Override
    public boolean run() {
        updates++;
        team.run(drawAndActNext);
        float[] y = critics.targets();
        critics.smallestNext(y);
        loss.target(batch.rewards(), batch.continuation(), y, y);
        if (!policyIsDue()) {
            critics.learn();
            return Double.isFinite(critics.loss());
        }
        critics.learnAndFollow();
        if (!Double.isFinite(critics.loss())) {
            return false;
        }
        actorLoss = loss.actor(actor.climb()) + actor.penalty();
        if (!Double.isFinite(actorLoss)) {
            return false;
        }
        actor.stepAndFollow();
        return true;
    }

    private void drawAndActNext(int part, int parts) {
        for (int h = 2 * part / parts; h < 2 * (part + 1) / parts; h++) {
            halves.get(h).draw(batch, actor.actor(), loss);
        }
    }

    @Override
    public boolean policyIsDue() {
        return updates % policyDelay == 0;
    }

    @Override
    public double actorLoss() {
        return actorLoss;
    }

    @Override
    public double criticLoss() {
        return critics.loss();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(updates);
        for (SmoothedTargets half : halves) {
            half.random().save(out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        updates = in.readLong();
        for (SmoothedTargets half : halves) {
            half.random().restore(in);
        }
    }
}
