package dev.sinew.trainer.algorithm.trpo;

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

/// The practical algorithm of arXiv:1502.05477v5, section 6. Its first step, collecting state–action pairs with
/// estimates of their values, is the rollout's; the others, "construct the estimated objective and constraint" and
/// "approximately solve this constrained optimization problem", are [TrustRegionStep]'s. The value function is fitted
/// beside it.
public final class TrpoLearner implements OnPolicyAlgorithm {
    private final KernelTeam team;
    private final TrustRegionStep policy;
    private final ValueRegression value;
    private final KernelTeam.Work learn = this::learn;
    private final UpdateFigures figures = new UpdateFigures(
            "train/policy_objective",
            "train/kl_divergence_loss",
            "train/is_line_search_success",
            "train/entropy",
            "train/value_loss");
    private double progress;

    /// An algorithm that has done nothing yet.
    ///
    /// @param settings how it learns
    /// @param actorCritic what it trains
    /// @param random for the order of rows
    public TrpoLearner(TrpoSettings settings, ActorCritic actorCritic, RandomStream random) {
        settings.requireWorlds(actorCritic.sizes().worlds());
        team = actorCritic.team();
        policy = new TrustRegionStep(settings, actorCritic);
        value = new ValueRegression(settings.value(), actorCritic, random.split("order of rows"));
    }

    @Override
    public void update(Rollout rollout, double progress) {
        this.progress = progress;
        team.run(learn);
        figures.add(policy.gain(), policy.divergence(), policy.accepted() ? 1 : 0, policy.entropy(), value.loss());
        figures.explained(rollout);
    }

    /// Policy and value function do not meet within an update: two threads take one each.
    private void learn(int part, int parts) {
        if (part == 0) {
            policy.run();
        }
        if (part == parts - 1) {
            value.fit(progress);
        }
    }

    @Override
    public void metrics(MetricSink sink) {
        figures.report(sink);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        value.save(out);
        figures.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        value.restore(in);
        figures.restore(in);
    }
}
