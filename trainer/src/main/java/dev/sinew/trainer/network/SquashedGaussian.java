package dev.sinew.trainer.network;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Elementary;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.kernel.Normals;

/// A Gaussian squashed into `(−1, 1)`, one for each entry of the action: `a = tanh(μ + σ·ε)`. Haarnoja et al.,
/// *Soft Actor-Critic Algorithms and Applications*, arXiv:1812.05905v2, appendix C, with the logarithm of the
/// derivative in the form that does not cancel, `log(1 − tanh² u) = 2·(log 2 − u − softplus(−2u))`.
///
/// Works on a range of rows of a network whose output holds μ in its first columns and log σ in the next. One
/// thread at a time.
public final class SquashedGaussian {
    /// The smallest logarithm of σ; beyond it the gradient is zero.
    public static final float LOG_STD_MIN = -20f;

    /// The largest logarithm of σ; beyond it the gradient is zero.
    public static final float LOG_STD_MAX = 2f;

    private static final float LOG_2 = (float) StrictMath.log(2);
    private static final float HALF_LOG_2_PI = (float) (0.5 * StrictMath.log(2 * StrictMath.PI));

    private final int size;
    private final Normals normals;
    private final float[] mean;
    private final float[] logStd;
    private final float[] std;
    private final float[] noise;
    private final float[] scratch;
    private final float[] action;
    private final float[] logPi;
    private final boolean[] free;

    /// Room for a number of rows.
    ///
    /// @param rows the most it works on at once
    /// @param actionSize entries of an action
    public SquashedGaussian(int rows, int actionSize) {
        int length = rows * actionSize + Elementary.SPARE;
        size = actionSize;
        normals = new Normals(rows * actionSize);
        mean = new float[length];
        logStd = new float[length];
        std = new float[length];
        noise = new float[length];
        scratch = new float[length];
        action = new float[length];
        logPi = new float[rows];
        free = new boolean[length];
    }

    /// Draws the noise ε of the next sample.
    ///
    /// @param random where from
    /// @param rows how many
    public void draw(RandomStream random, int rows) {
        normals.fill(random, rows * size, noise);
    }

    /// Takes the most likely action of each row, `tanh μ`.
    ///
    /// @param head output of the network
    /// @param firstRow row of the head that is row 0 here
    /// @param rows how many
    public void mode(Matrix head, int firstRow, int rows) {
        read(head, firstRow, rows);
        Elementary.tanh(mean, rows * size, action);
    }

    /// Computes action and log π for the noise drawn before.
    ///
    /// @param head output of the network
    /// @param firstRow row of the head that is row 0 here
    /// @param rows how many
    public void sample(Matrix head, int firstRow, int rows) {
        int n = rows * size;
        read(head, firstRow, rows);
        Elementary.exp(logStd, n, std);
        float[] u = mean;
        for (int i = 0; i < n; i++) {
            u[i] = mean[i] + std[i] * noise[i];
            action[i] = -2f * u[i];
        }
        Elementary.softplus(action, n, scratch);
        for (int i = 0; i < n; i++) {
            float logNormal = -0.5f * noise[i] * noise[i] - logStd[i] - HALF_LOG_2_PI;
            scratch[i] = logNormal - 2f * (LOG_2 - u[i] - scratch[i]);
        }
        Elementary.tanh(u, n, action);
        for (int r = 0; r < rows; r++) {
            float sum = 0;
            for (int k = 0; k < size; k++) {
                sum += scratch[r * size + k];
            }
            logPi[r] = sum;
        }
    }

    /// Computes the gradient of `α/B·log π(a|s) + L(a)` by the network's output, for one row.
    ///
    /// With `∂log π/∂u = 2a` and `∂a/∂u = 1 − a²`: `dμ = α/B·2a + dL/da·(1 − a²)` and `d log σ = dμ·σ·ε −
    /// α/B`, zero where log σ was held at a limit.
    ///
    /// @param row which, of those that [#sample] computed
    /// @param temperature α/B
    /// @param actionGradient dL/da, by row
    /// @param actionRow its row
    /// @param headGradient by row, filled
    /// @param headRow its row
    public void gradient(
            int row, float temperature, Matrix actionGradient, int actionRow, Matrix headGradient, int headRow) {
        float[] dAction = actionGradient.array();
        float[] dHead = headGradient.array();
        int from = actionRow * actionGradient.stride();
        int to = headRow * headGradient.stride();
        for (int k = 0; k < size; k++) {
            int i = row * size + k;
            float a = action[i];
            float dMean = temperature * 2f * a + dAction[from + k] * (1f - a * a);
            dHead[to + k] = dMean;
            dHead[to + size + k] = free[i] ? dMean * std[i] * noise[i] - temperature : 0f;
        }
    }

    /// {@return the actions, `[rows · action size]` and a few floats that do not count; the array itself}
    public float[] action() {
        return action;
    }

    /// {@return log π of the actions, `[rows]`, nats; the array itself}
    public float[] logPi() {
        return logPi;
    }

    private void read(Matrix head, int firstRow, int rows) {
        float[] from = head.array();
        for (int r = 0; r < rows; r++) {
            int at = (firstRow + r) * head.stride();
            for (int k = 0; k < size; k++) {
                mean[r * size + k] = from[at + k];
                float raw = from[at + size + k];
                logStd[r * size + k] = Math.max(LOG_STD_MIN, Math.min(LOG_STD_MAX, raw));
                free[r * size + k] = raw >= LOG_STD_MIN && raw <= LOG_STD_MAX;
            }
        }
    }
}
