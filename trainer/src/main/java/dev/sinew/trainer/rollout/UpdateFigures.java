package dev.sinew.trainer.rollout;

import dev.sinew.trainer.loop.MetricSink;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Means of an algorithm's figures over the updates since the last report, and how much of the last rollout's returns
/// the value function had foreseen.
public final class UpdateFigures {
    private final Means means;
    private double explainedVariance = Double.NaN;

    /// Nothing yet.
    ///
    /// @param keys of the figures
    public UpdateFigures(String... keys) {
        means = new Means(keys);
    }

    /// Takes in one of each.
    ///
    /// @param figures in the order of the keys
    public void add(double... figures) {
        means.add(figures);
    }

    /// Takes in the values that an update began with.
    ///
    /// @param rollout complete
    public void explained(Rollout rollout) {
        explainedVariance = rollout.explainedVariance();
    }

    /// Hands out the figures and begins anew.
    ///
    /// @param sink receives them
    /// @return whether there was something
    public boolean report(MetricSink sink) {
        boolean some = means.report(sink);
        if (some && !Double.isNaN(explainedVariance)) {
            sink.metric("train/explained_variance", explainedVariance);
        }
        return some;
    }

    /// Writes the state, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        means.save(out);
        out.writeDouble(explainedVariance);
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote, for as many figures
    /// @throws IOException when `in` fails
    public void restore(DataInput in) throws IOException {
        means.restore(in);
        explainedVariance = in.readDouble();
    }
}
