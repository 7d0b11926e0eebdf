package dev.sinew.trainer.algorithm.ppokl;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.loop.MetricSink;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.OnPolicyAlgorithm;
import dev.sinew.trainer.rollout.Rollout;
import dev.sinew.trainer.rollout.UpdateFigures;
import dev.sinew.trainer.rollout.ValueRegression;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Section 4 of arXiv:1707.06347v2 within its Algorithm 1: the rollout and its advantages come from outside, the steps
/// on the penalised objective and the change of its coefficient are [PolicySteps]. The value function is fitted beside
/// it.
public final class PpoKlLearner implements OnPolicyAlgorithm {
    private final KernelTeam team;
    private final PolicySteps policy;
    private final ValueRegression value;
    private final KernelTeam.Work learn = this::learn;
    private final UpdateFigures figures =
            new UpdateFigures("train/policy_gradient_loss", "train/value_loss", "train/approx_kl", "train/entropy");
    private double progress;

    /// An algorithm that has done nothing yet.
    ///
    /// @param settings how it learns
    /// @param actorCritic what it trains
    /// @param random for the orders of rows
    public PpoKlLearner(PpoKlSettings settings, ActorCritic actorCritic, RandomStream random) {
        settings.requireWorlds(actorCritic.sizes().worlds());
        team = actorCritic.team();
        policy = new PolicySteps(settings, actorCritic, random.split("order of the policy's rows"));
        value = new ValueRegression(settings.fit(), actorCritic, random.split("order of the value function's rows"));
    }

    @Override
    public void update(Rollout rollout, double progress) {
        this.progress = progress;
        team.run(learn);
        figures.add(policy.policyLoss(), value.loss(), policy.divergence(), policy.entropy());
        figures.explained(rollout);
    }

    /// Policy and value function do not meet within an update: two threads take one each.
    private void learn(int part, int parts) {
        if (part == 0) {
            policy.run(progress);
        }
        if (part == parts - 1) {
            value.fit(progress);
        }
    }

    @Override
    public void metrics(MetricSink sink) {
        if (figures.report(sink)) {
            sink.metric("train/kl_coefficient", policy.beta());
            sink.metric("train/learning_rate", policy.rate());
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        policy.save(out);
        value.save(out);
        figures.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        policy.restore(in);
        value.restore(in);
        figures.restore(in);
    }
}
