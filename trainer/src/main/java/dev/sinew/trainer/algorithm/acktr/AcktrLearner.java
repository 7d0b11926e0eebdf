package dev.sinew.trainer.algorithm.acktr;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.loop.MetricSink;
import dev.sinew.trainer.loop.NonFiniteException;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.OnPolicyAlgorithm;
import dev.sinew.trainer.rollout.Rollout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.IntStream;

/// Actor-critic with Kronecker-factored trust regions, arXiv:1708.05144v2. The rollout comes with advantages of the
/// value function as it was; then the value function is fitted, and the policy makes one step. Both are independent of
/// each other: two threads take one each.
public final class AcktrLearner implements OnPolicyAlgorithm {
    private final AcktrSettings settings;
    private final KernelTeam team;
    private final AcktrPolicy policy;
    private final AcktrValue value;
    private final AcktrFigures figures = new AcktrFigures();
    private final KernelTeam.Work halves = this::half;
    private Optional<String> policyCulprit = Optional.empty();
    private Optional<String> valueCulprit = Optional.empty();
    private long updates;

    /// An algorithm that has done nothing yet.
    ///
    /// @param settings how it learns
    /// @param actorCritic what it trains
    /// @param random for the draws of the value function's Fisher matrix
    public AcktrLearner(AcktrSettings settings, ActorCritic actorCritic, RandomStream random) {
        this.settings = settings;
        team = actorCritic.team();
        AcktrLoss loss = new AcktrLoss(settings.value().weightDecay(), settings.targetDivergence());
        int[] order = IntStream.range(0, actorCritic.rollout().rows()).toArray();
        policy = new AcktrPolicy(settings, loss, actorCritic, order);
        value = new AcktrValue(settings, loss, actorCritic, order, random.split("draws of the value function"));
    }

    /// {@inheritDoc}
    ///
    /// @throws NonFiniteException when a factor is not finite; names it
    @Override
    public void update(Rollout rollout, double progress) {
        updates++;
        settings.valueTarget().fill(rollout, settings.actorCritic().gae());
        double explained = rollout.explainedVariance();
        double rate = policy.rate();
        team.run(halves);
        require("policy", policyCulprit);
        require("value function", valueCulprit);
        figures.add(policy, value, rate, explained);
    }

    private void half(int part, int parts) {
        if (part == 0) {
            policyCulprit = policy.run();
        }
        if (part == parts - 1) {
            valueCulprit = value.run();
        }
    }

    private void require(String network, Optional<String> culprit) {
        if (culprit.isPresent()) {
            throw new NonFiniteException(network + " " + culprit.get(), updates);
        }
    }

    @Override
    public void metrics(MetricSink sink) {
        figures.report(sink);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(updates);
        policy.save(out);
        value.save(out);
        figures.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        updates = in.readLong();
        policy.restore(in);
        value.restore(in);
        figures.restore(in);
    }
}
