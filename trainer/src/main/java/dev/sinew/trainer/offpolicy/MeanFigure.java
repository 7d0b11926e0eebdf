package dev.sinew.trainer.offpolicy;

import dev.sinew.trainer.loop.MetricSink;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The mean of one figure since the last report.
public final class MeanFigure {
    private final String key;
    private double sum;
    private long count;

    /// Nothing yet.
    ///
    /// @param key it is reported under
    public MeanFigure(String key) {
        this.key = key;
    }

    /// Takes in one.
    ///
    /// @param value of an update
    public void add(double value) {
        sum += value;
        count++;
    }

    /// Hands out the mean and begins anew; nothing when there was nothing.
    ///
    /// @param sink receives it
    public void report(MetricSink sink) {
        if (count > 0) {
            sink.metric(key, sum / count);
            sum = 0;
            count = 0;
        }
    }

    /// Writes the state, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        out.writeDouble(sum);
        out.writeLong(count);
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails
    public void restore(DataInput in) throws IOException {
        sum = in.readDouble();
        count = in.readLong();
    }
}
