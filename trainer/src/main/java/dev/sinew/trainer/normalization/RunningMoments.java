package dev.sinew.trainer.normalization;

import dev.sinew.trainer.network.ObservationScaling;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// Mean and variance of every entry of the observations seen so far, in float64, merged batch by batch (Chan,
/// Golub and LeVeque, *Updating Formulae and a Pairwise Algorithm for Computing Sample Variances*, 1979).
/// Begins with mean 0 and variance 1 as if 10⁻⁴ observations had been seen, as Stable-Baselines3 does.
public final class RunningMoments {
    /// Added to each variance before the root is taken.
    public static final double EPSILON = 1e-8;

    /// Bound of the normalised entries.
    public static final float CLIP = 10f;

    private static final double FIRST_COUNT = 1e-4;

    private final double[] mean;
    private final double[] variance;
    private final float[] shift;
    private final float[] scale;
    private double count = FIRST_COUNT;

    /// Statistics of nothing yet.
    ///
    /// @param size entries of an observation
    public RunningMoments(int size) {
        mean = new double[size];
        variance = new double[size];
        shift = new float[size];
        scale = new float[size];
        Arrays.fill(variance, 1);
        refresh();
    }

    /// Takes in a batch.
    ///
    /// @param observations raw, `[rows, size]`
    /// @param rows how many, at least 1
    public void update(float[] observations, int rows) {
        int size = mean.length;
        double total = count + rows;
        for (int k = 0; k < size; k++) {
            double sum = 0;
            for (int r = 0; r < rows; r++) {
                sum += observations[r * size + k];
            }
            double batchMean = sum / rows;
            double squares = 0;
            for (int r = 0; r < rows; r++) {
                double difference = observations[r * size + k] - batchMean;
                squares += difference * difference;
            }
            double delta = batchMean - mean[k];
            mean[k] += delta * rows / total;
            variance[k] = (variance[k] * count + squares + delta * delta * count * rows / total) / total;
        }
        count = total;
        refresh();
    }

    /// Normalises one observation, `clamp((x − mean) / √(variance + ε), ±10)`.
    ///
    /// @param from holds the raw observation
    /// @param at where it begins
    /// @param to where the normalised one goes, filled
    /// @param into where it begins
    public void normalize(float[] from, int at, float[] to, int into) {
        for (int k = 0; k < shift.length; k++) {
            float x = (from[at + k] - shift[k]) * scale[k];
            to[into + k] = Math.max(-CLIP, Math.min(CLIP, x));
        }
    }

    /// {@return what [#normalize] does, in plain numbers}
    public ObservationScaling scaling() {
        return new ObservationScaling(mean, variance, EPSILON, CLIP);
    }

    /// {@return mean of each entry, `[size]`; a copy}
    public double[] mean() {
        return mean.clone();
    }

    /// {@return variance of each entry, `[size]`; a copy}
    public double[] variance() {
        return variance.clone();
    }

    /// Writes the state, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        out.writeDouble(count);
        for (int k = 0; k < mean.length; k++) {
            out.writeDouble(mean[k]);
            out.writeDouble(variance[k]);
        }
    }

    /// Takes over a state that [#save] wrote.
    ///
    /// @param in what save wrote, for observations of the same size
    /// @throws IOException when `in` fails
    public void restore(DataInput in) throws IOException {
        count = in.readDouble();
        for (int k = 0; k < mean.length; k++) {
            mean[k] = in.readDouble();
            variance[k] = in.readDouble();
        }
        refresh();
    }

    private void refresh() {
        for (int k = 0; k < mean.length; k++) {
            shift[k] = (float) mean[k];
            scale[k] = (float) (1 / Math.sqrt(variance[k] + EPSILON));
        }
    }
}
