package dev.sinew.trainer.normalization;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Divides rewards by the standard deviation of the discounted return, `R ← γ·R + r` of each world, so that values have
/// the same size in every task. Nothing is subtracted: that would change the task. What Stable-Baselines3 and Baselines
/// do (`VecNormalize`); Engstrom et al., *Implementation Matters in Deep Policy Gradients*, arXiv:2005.12729v1, section
/// 3, shows what hangs on it.
public final class ReturnScale {
    /// Added to the variance before the root is taken.
    public static final double EPSILON = 1e-8;

    /// Bound of the scaled rewards.
    public static final float CLIP = 10f;

    private static final double FIRST_COUNT = 1e-4;

    private final double discount;
    private final double[] returns;
    private double mean;
    private double variance = 1;
    private double count = FIRST_COUNT;

    /// Returns of zero, variance 1 as if 10⁻⁴ returns had been seen.
    ///
    /// @param worlds N
    /// @param discount γ
    public ReturnScale(int worlds, double discount) {
        this.discount = discount;
        returns = new double[worlds];
    }

    /// Takes in the rewards of one step of all worlds, then scales them.
    ///
    /// @param rewards r, `[N]`
    /// @param ended whether each world's episode ended with this step, for whatever reason
    /// @param scaled filled from `at`, `[N]`
    /// @param at where the first goes
    public void scale(double[] rewards, Ended ended, float[] scaled, int at) {
        int worlds = returns.length;
        double sum = 0;
        for (int w = 0; w < worlds; w++) {
            returns[w] = discount * returns[w] + rewards[w];
            sum += returns[w];
        }
        double batchMean = sum / worlds;
        double squares = 0;
        for (int w = 0; w < worlds; w++) {
            squares += (returns[w] - batchMean) * (returns[w] - batchMean);
        }
        double total = count + worlds;
        double delta = batchMean - mean;
        mean += delta * worlds / total;
        variance = (variance * count + squares + delta * delta * count * worlds / total) / total;
        count = total;
        double factor = 1 / Math.sqrt(variance + EPSILON);
        for (int w = 0; w < worlds; w++) {
            scaled[at + w] = Math.clamp((float) (rewards[w] * factor), -CLIP, CLIP);
            if (ended.test(w)) {
                returns[w] = 0;
            }
        }
    }

    /// Whether a world's episode ended.
    @FunctionalInterface
    public interface Ended {
        /// {@return whether it did}
        ///
        /// @param world index
        boolean test(int world);
    }

    /// {@return variance of the discounted returns seen so far}
    public double variance() {
        return variance;
    }

    /// Writes the state, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        out.writeDouble(mean);
        out.writeDouble(variance);
        out.writeDouble(count);
        for (double value : returns) {
            out.writeDouble(value);
        }
    }

    /// Takes over a state that [#save] wrote.
    ///
    /// @param in what save wrote, for as many worlds
    /// @throws IOException when `in` fails
    public void restore(DataInput in) throws IOException {
        mean = in.readDouble();
        variance = in.readDouble();
        count = in.readDouble();
        for (int w = 0; w < returns.length; w++) {
            returns[w] = in.readDouble();
        }
    }
}
