package dev.sinew.trainer.algorithm.acktr;

import dev.sinew.trainer.loop.MetricSink;
import dev.sinew.trainer.rollout.Means;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Means over the updates since the last report, under the keys that Stable-Baselines3 uses, and what K-FAC adds.
final class AcktrFigures {
    private final Means means = new Means(
            "train/policy_gradient_loss",
            "train/value_loss",
            "train/approx_kl",
            "train/entropy",
            "train/policy_trust_scale",
            "train/policy_step_kl",
            "train/value_trust_scale");
    private double explainedVariance;
    private double learningRate;

    /// Takes in an update.
    ///
    /// @param policy after its step
    /// @param value after its last step
    /// @param rateUsed learning rate that the policy's step was made with
    /// @param explained share of the returns' variance that the values before the update explain
    void add(AcktrPolicy policy, AcktrValue value, double rateUsed, double explained) {
        double step = rateUsed * policy.kfac().scale();
        means.add(
                policy.lossBefore(),
                value.lossBefore(),
                policy.divergence(),
                policy.entropy(),
                policy.kfac().scale(),
                0.5 * step * step * policy.kfac().curvature(),
                value.kfac().scale());
        explainedVariance = explained;
        learningRate = policy.rate();
    }

    /// Hands out the means and begins anew.
    ///
    /// @param sink receives them
    void report(MetricSink sink) {
        if (means.report(sink)) {
            if (!Double.isNaN(explainedVariance)) {
                sink.metric("train/explained_variance", explainedVariance);
            }
            sink.metric("train/learning_rate", learningRate);
        }
    }

    /// Writes the state, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException {
        means.save(out);
        out.writeDouble(explainedVariance);
        out.writeDouble(learningRate);
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails
    void restore(DataInput in) throws IOException {
        means.restore(in);
        explainedVariance = in.readDouble();
        learningRate = in.readDouble();
    }
}
