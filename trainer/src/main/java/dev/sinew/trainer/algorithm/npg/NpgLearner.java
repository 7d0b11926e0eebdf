package dev.sinew.trainer.algorithm.npg;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.loop.MetricSink;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.NaturalGradient;
import dev.sinew.trainer.rollout.OnPolicyAlgorithm;
import dev.sinew.trainer.rollout.PolicyBatch;
import dev.sinew.trainer.rollout.Rollout;
import dev.sinew.trainer.rollout.UpdateFigures;
import dev.sinew.trainer.rollout.ValueRegression;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Algorithm 1 of arXiv:1703.02660v2, "Policy Search with Natural Gradient". Trajectories and advantages are the
/// rollout's; the gradient, its preconditioning and the normalised step are here.
public final class NpgLearner implements OnPolicyAlgorithm {
    private final NpgLoss loss;
    private final KernelTeam team;
    private final PolicyBatch policy;
    private final NaturalGradient natural;
    private final float[] parameters;
    private final float[] oldParameters;
    private final int[] rows;
    private final float[] dLogPi;
    private final ValueRegression value;
    private final KernelTeam.Work learn = this::learn;
    private final UpdateFigures figures = new UpdateFigures(
            "train/policy_objective", "train/kl_divergence_loss", "train/entropy", "train/value_loss");
    private double progress;
    private double divergence;
    private double expectedGain;

    /// An algorithm that has done nothing yet.
    ///
    /// @param settings how it learns
    /// @param actorCritic what it trains
    /// @param random for the order of rows
    public NpgLearner(NpgSettings settings, ActorCritic actorCritic, RandomStream random) {
        settings.requireWorlds(actorCritic.sizes().worlds());
        loss = new NpgLoss(settings.divergence());
        team = actorCritic.team();
        rows = actorCritic.rollout().order();
        policy = new PolicyBatch(actorCritic, rows.length);
        natural = new NaturalGradient(settings.gradient(), actorCritic, policy);
        parameters = actorCritic.policy().values();
        oldParameters = new float[parameters.length];
        dLogPi = new float[rows.length];
        value = new ValueRegression(settings.value(), actorCritic, random.split("order of rows"));
    }

    @Override
    public void update(Rollout rollout, double progress) {
        this.progress = progress;
        team.run(learn);
        figures.add(expectedGain, divergence, policy.distribution().entropy(), value.loss());
        figures.explained(rollout);
    }

    /// Policy and value function do not meet within an update: two threads take one each.
    private void learn(int part, int parts) {
        if (part == 0) {
            step();
        }
        if (part == parts - 1) {
            value.fit(progress);
        }
    }

    private void step() {
        policy.begin();
        policy.gather(rows, 0);
        policy.standardizeAdvantages();
        policy.forward();
        loss.gradient(policy.advantages(), dLogPi);
        policy.differentiate(dLogPi);
        policy.backward(); // g
        natural.solve(); // x ≈ F⁻¹·g
        double step = loss.step(natural.curvature());
        System.arraycopy(parameters, 0, oldParameters, 0, parameters.length);
        natural.step(oldParameters, step, parameters); // θ ← θ + α·x
        policy.parametersChanged();
        policy.forward();
        divergence = policy.divergence();
        expectedGain = step * natural.slope();
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
