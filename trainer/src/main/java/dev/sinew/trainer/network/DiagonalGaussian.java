package dev.sinew.trainer.network;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Elementary;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.kernel.Normals;

/// A Gaussian with a mean of its own in each state and one log σ for each entry of the action, the same in all states:
/// the policy that natural gradients, trust regions and PPO were published with (Schulman et al., *Trust Region Policy
/// Optimization*, arXiv:1502.05477v5, appendix D).
///
/// log σ is read from an array of parameters, where it lies behind the layers of the network that gives the mean. Sums
/// over rows are in float64 and in the order of the rows. One thread at a time, but for what works on different rows.
public final class DiagonalGaussian {
    private static final double HALF_LOG_2_PI = 0.5 * StrictMath.log(2 * StrictMath.PI);

    private final int size;
    private final int offset;
    private final float[] logStd;
    private final float[] inverseStd;
    private final float[] std;
    private float logNormalizer;

    /// Room for one log σ each.
    ///
    /// @param parameters of the network that gives the mean; its free numbers are log σ, one for each action entry
    public DiagonalGaussian(Parameters parameters) {
        size = parameters.free();
        offset = parameters.freeOffset();
        logStd = new float[size + Elementary.SPARE];
        inverseStd = new float[size + Elementary.SPARE];
        std = new float[size + Elementary.SPARE];
    }

    /// {@return entries of an action}
    public int size() {
        return size;
    }

    /// Takes over log σ. To be called when it has changed, before anything else.
    ///
    /// @param parameters hold log σ
    public void read(float[] parameters) {
        double sum = 0;
        for (int k = 0; k < size; k++) {
            logStd[k] = parameters[offset + k];
            inverseStd[k] = -logStd[k];
            sum += logStd[k];
        }
        Elementary.exp(logStd, size, std);
        Elementary.exp(inverseStd, size, inverseStd);
        logNormalizer = (float) (sum + size * HALF_LOG_2_PI);
    }

    /// {@return σ of each entry, `[size]` and some that do not count; the array itself}
    public float[] std() {
        return std;
    }

    /// {@return 1/σ of each entry, `[size]` and some that do not count; the array itself}
    public float[] inverseStd() {
        return inverseStd;
    }

    /// Draws actions, `a = μ + σ·ε`.
    ///
    /// @param mean μ by row, `[rows, size]`
    /// @param rows how many
    /// @param normals with room for as many numbers
    /// @param random where from
    /// @param noise ε, `[rows · size]` and [Elementary#SPARE] more, filled
    /// @param actions `[rows, size]` and maybe more, filled from `at`
    /// @param at where the first action goes
    public void sample(
            Matrix mean, int rows, Normals normals, RandomStream random, float[] noise, float[] actions, int at) {
        normals.fill(random, rows * size, noise);
        for (int r = 0; r < rows; r++) {
            int from = r * mean.stride();
            for (int k = 0; k < size; k++) {
                actions[at + r * size + k] = mean.array()[from + k] + std[k] * noise[r * size + k];
            }
        }
    }

    /// Computes `log π(a) = −Σ (½·((a − μ)/σ)² + log σ + ½·log 2π)`.
    ///
    /// @param mean μ by row
    /// @param firstRow first row
    /// @param endRow row after the last
    /// @param actions `[rows, size]`
    /// @param logPi `[rows]`, nats, filled in that range
    public void logPi(Matrix mean, int firstRow, int endRow, float[] actions, float[] logPi) {
        float[] from = mean.array();
        for (int r = firstRow; r < endRow; r++) {
            float sum = 0;
            int at = r * mean.stride();
            for (int k = 0; k < size; k++) {
                float z = (actions[r * size + k] - from[at + k]) * inverseStd[k];
                sum += z * z;
            }
            logPi[r] = -0.5f * sum - logNormalizer;
        }
    }

    /// Computes the gradient of `Σᵣ wᵣ·log π(aᵣ)`: `dμ = w·(a − μ)/σ²`, `d log σ = Σᵣ w·(((a − μ)/σ)² − 1)`.
    ///
    /// @param mean μ by row
    /// @param rows how many, from row 0
    /// @param actions `[rows, size]`
    /// @param weights w, `[rows]`
    /// @param meanGradient by row, filled
    /// @param gradient lies as the parameters do; log σ filled
    public void gradient(
            Matrix mean, int rows, float[] actions, float[] weights, Matrix meanGradient, float[] gradient) {
        float[] mu = mean.array();
        float[] dMu = meanGradient.array();
        for (int k = 0; k < size; k++) {
            float inverse = inverseStd[k];
            double sum = 0;
            for (int r = 0; r < rows; r++) {
                float z = (actions[r * size + k] - mu[r * mean.stride() + k]) * inverse;
                dMu[r * meanGradient.stride() + k] = weights[r] * z * inverse;
                sum += weights[r] * (z * z - 1f);
            }
            gradient[offset + k] = (float) sum;
        }
    }

    /// {@return entropy, `Σ (log σ + ½·log 2πe)`, nats; the same in every state}
    public double entropy() {
        return logNormalizer + 0.5 * size;
    }

    /// {@return the divergence from an older policy, `KL(old ‖ this)` averaged over rows, nats}: for each entry
    /// `log σ − log σₒ + (σₒ² + (μₒ − μ)²) / (2σ²) − ½`.
    ///
    /// @param old log σₒ and 1/σₒ
    /// @param oldMean μₒ by row
    /// @param mean μ by row
    /// @param rows how many, from row 0
    public double divergenceFrom(DiagonalGaussian old, Matrix oldMean, Matrix mean, int rows) {
        double total = 0;
        for (int k = 0; k < size; k++) {
            double ratio = StrictMath.exp((double) old.logStd[k] - logStd[k]); // exactly 1 where both are the same
            double squares = 0;
            for (int r = 0; r < rows; r++) {
                double difference =
                        (double) oldMean.array()[r * oldMean.stride() + k] - mean.array()[r * mean.stride() + k];
                squares += difference * difference;
            }
            double inverse = inverseStd[k];
            total += logStd[k]
                    - (double) old.logStd[k]
                    + 0.5 * (ratio * ratio + squares / rows * inverse * inverse)
                    - 0.5;
        }
        return total;
    }

    /// Adds the gradient of `weight·KL(old ‖ this)`, averaged over rows: `dμ = w/rows·(μ − μₒ)/σ²`,
    /// `d log σ = w·(1 − (σₒ² + mean (μₒ − μ)²)/σ²)`.
    ///
    /// @param old log σₒ and 1/σₒ
    /// @param oldMean μₒ by row
    /// @param mean μ by row
    /// @param weight w
    /// @param meanGradient by row, `[rows, size]`, added to
    /// @param gradient lies as the parameters do; added to at log σ
    public void addDivergenceGradient(
            DiagonalGaussian old, Matrix oldMean, Matrix mean, double weight, Matrix meanGradient, float[] gradient) {
        int rows = meanGradient.rows();
        for (int k = 0; k < size; k++) {
            double precision = (double) inverseStd[k] * inverseStd[k];
            double squares = 0;
            for (int r = 0; r < rows; r++) {
                double difference =
                        (double) mean.array()[r * mean.stride() + k] - oldMean.array()[r * oldMean.stride() + k];
                squares += difference * difference;
                meanGradient.array()[r * meanGradient.stride() + k] += (float) (weight / rows * difference * precision);
            }
            double ratio = StrictMath.exp((double) old.logStd[k] - logStd[k]);
            gradient[offset + k] += (float) (weight * (1 - (ratio * ratio + squares / rows * precision)));
        }
    }
}
