package dev.sinew.trainer.rollout;

import dev.sinew.trainer.loop.MetricSink;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// Means of some figures since the last report.
public final class Means {
    private final String[] keys;
    private final double[] sums;
    private long count;

    /// Nothing yet.
    ///
    /// @param keys of the figures
    public Means(String... keys) {
        this.keys = keys.clone();
        sums = new double[keys.length];
    }

    /// Takes in one of each.
    ///
    /// @param figures in the order of the keys
    public void add(double... figures) {
        if (figures.length != sums.length) {
            throw new IllegalArgumentException("figures must be %d, were %d".formatted(sums.length, figures.length));
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += figures[i];
        }
        count++;
    }

    /// Hands out the means and begins anew; nothing when there was nothing.
    ///
    /// @param sink receives them
    /// @return whether there was something
    public boolean report(MetricSink sink) {
        if (count == 0) {
            return false;
        }
        for (int i = 0; i < sums.length; i++) {
            sink.metric(keys[i], sums[i] / count);
        }
        Arrays.fill(sums, 0);
        count = 0;
        return true;
    }

    /// Writes the state, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        out.writeLong(count);
        for (double sum : sums) {
            out.writeDouble(sum);
        }
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote, for as many figures
    /// @throws IOException when `in` fails
    public void restore(DataInput in) throws IOException {
        count = in.readLong();
        for (int i = 0; i < sums.length; i++) {
            sums[i] = in.readDouble();
        }
    }
}
