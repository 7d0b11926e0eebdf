package dev.sinew.trainer.algorithm.pg;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Elementary;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.loop.MetricSink;
import dev.sinew.trainer.optimizer.Adam;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.OnPolicyAlgorithm;
import dev.sinew.trainer.rollout.PolicyBatch;
import dev.sinew.trainer.rollout.Rollout;
import dev.sinew.trainer.rollout.RowOrder;
import dev.sinew.trainer.rollout.UpdateFigures;
import dev.sinew.trainer.rollout.ValueRegression;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// REINFORCE with a baseline (Williams 1992, Eq. 11) on whole rollouts: estimate advantages, which is the rollout's;
/// move the policy along the gradient; fit the value function.
public final class PgLearner implements OnPolicyAlgorithm {
    private final PgSettings settings;
    private final PgLoss loss;
    private final KernelTeam team;
    private final PolicyBatch policy;
    private final Adam adam;
    private final RowOrder order;
    private final ValueRegression value;
    private final float[] ratio;
    private final float[] dLogPi;
    private final KernelTeam.Work learn = this::learn;
    private final UpdateFigures figures =
            new UpdateFigures("train/policy_gradient_loss", "train/value_loss", "train/approx_kl", "train/entropy");
    private double progress;
    private double policyLoss;
    private double divergence;
    private double rate;

    /// An algorithm that has done nothing yet.
    ///
    /// @param settings how it learns
    /// @param actorCritic what it trains
    /// @param random for the orders of rows
    public PgLearner(PgSettings settings, ActorCritic actorCritic, RandomStream random) {
        settings.requireWorlds(actorCritic.sizes().worlds());
        this.settings = settings;
        loss = new PgLoss((float) settings.largestRatio().orElse(Double.POSITIVE_INFINITY));
        team = actorCritic.team();
        policy = new PolicyBatch(actorCritic, settings.batch());
        adam = new Adam(settings.adam(), actorCritic.policy(), policy.gradient());
        order = new RowOrder(actorCritic.rollout().rows(), random.split("order of the policy's rows"));
        value = new ValueRegression(settings.value(), actorCritic, random.split("order of the value function's rows"));
        ratio = new float[policy.rows() + Elementary.SPARE];
        dLogPi = new float[policy.rows()];
    }

    @Override
    public void update(Rollout rollout, double progress) {
        this.progress = progress;
        team.run(learn);
        figures.add(policyLoss, value.loss(), divergence, policy.distribution().entropy());
        figures.explained(rollout);
    }

    /// Policy and value function do not meet within an update: two threads take one each.
    private void learn(int part, int parts) {
        if (part == 0) {
            improve();
        }
        if (part == parts - 1) {
            value.fit(progress);
        }
    }

    private void improve() {
        rate = settings.schedule().rate(settings.adam().learningRate(), progress);
        adam.setRate(rate);
        policy.begin();
        policyLoss = 0;
        divergence = 0;
        int steps = settings.epochs() * order.rows().length / settings.batch();
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            order.shuffle();
            for (int first = 0; first < order.rows().length; first += settings.batch()) {
                policyLoss += step(first) / steps;
                divergence += loss.divergence(ratio, policy.rows()) / steps;
            }
        }
    }

    private double step(int first) {
        policy.gather(order.rows(), first);
        policy.standardizeAdvantages();
        policy.forward();
        policy.ratio(ratio);
        double surrogate = loss.policy(ratio, policy.advantages(), dLogPi);
        policy.differentiate(dLogPi);
        policy.addEntropy(-settings.entropy());
        policy.backward();
        adam.begin();
        adam.step(0, 1);
        policy.parametersChanged();
        return surrogate;
    }

    @Override
    public void metrics(MetricSink sink) {
        if (figures.report(sink)) {
            sink.metric("train/learning_rate", rate);
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        adam.save(out);
        order.save(out);
        value.save(out);
        figures.save(out);
        out.writeDouble(rate);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        adam.restore(in);
        order.restore(in);
        value.restore(in);
        figures.restore(in);
        rate = in.readDouble();
    }
}
