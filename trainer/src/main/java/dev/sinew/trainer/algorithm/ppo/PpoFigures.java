package dev.sinew.trainer.algorithm.ppo;

import dev.sinew.trainer.loop.MetricSink;
import dev.sinew.trainer.rollout.Means;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Means over the minibatches since the last report, under the keys that Stable-Baselines3 uses.
final class PpoFigures {
    private final Means means = new Means(
            "train/policy_gradient_loss",
            "train/value_loss",
            "train/approx_kl",
            "train/clip_fraction",
            "train/entropy");
    private double explainedVariance;
    private double learningRate;

    /// Takes in a minibatch.
    ///
    /// @param policyLoss loss of the policy
    /// @param valueLoss loss of the value function
    /// @param divergence estimate of KL(old ‖ new), nats
    /// @param clipped share of the steps whose ratio was out of bounds
    /// @param entropy of the policy, nats
    void add(double policyLoss, double valueLoss, double divergence, double clipped, double entropy) {
        means.add(policyLoss, valueLoss, divergence, clipped, entropy);
    }

    /// Takes in what an update ended with.
    ///
    /// @param explained share of the returns' variance that the values before the update explain
    /// @param rate learning rate
    void ended(double explained, double rate) {
        explainedVariance = explained;
        learningRate = rate;
    }

    /// Hands out the means and begins anew.
    ///
    /// @param sink receives them
    /// @param clip ε
    void report(MetricSink sink, double clip) {
        if (means.report(sink)) {
            if (!Double.isNaN(explainedVariance)) {
                sink.metric("train/explained_variance", explainedVariance);
            }
            sink.metric("train/learning_rate", learningRate);
            sink.metric("train/clip_range", clip);
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
