package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.Forward;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import java.util.Arrays;

/// The spread of actions whose noise is a random linear function of features, `u = μ + Θ·z` with `Θ ~ N(0, σ²)`: for
/// one state a Gaussian with the variance `v_k = Σ_f z_f²·σ_fk² + 1e−6` (Raffin, Kober and Stulp, arXiv:2005.05719v2,
/// section 3.1; the last term keeps log v finite where all features are zero, as in Stable-Baselines3). log σ is
/// a layer of its own among the parameters, without a bias; z is taken as given, no gradient runs into it.
public final class FeatureStd {
    private static final float SMALLEST_VARIANCE = 1e-6f;

    private final Dense logStd;
    private final Dense square;
    private final float[] parameters;
    private final float[] squares;

    /// Binds the numbers.
    ///
    /// @param logStd where log σ lies, from features to at least two entries of an action
    /// @param parameters log σ is among them
    public FeatureStd(Dense logStd, float[] parameters) {
        this.logStd = logStd;
        this.parameters = parameters;
        square = new Dense("squared std", logStd.inputs(), logStd.outputs(), Dense.FIRST);
        squares = new float[square.end()];
        Arrays.fill(squares, square.bias(0), square.bias(0) + square.outputs(), SMALLEST_VARIANCE);
        refresh();
    }

    /// Takes note of new parameters.
    public void refresh() {
        for (int f = 0; f < square.inputs(); f++) {
            for (int k = 0; k < square.outputs(); k++) {
                squares[square.weight(f, k)] = (float) StrictMath.exp(2 * parameters[logStd.weight(f, k)]);
            }
        }
    }

    /// {@return a product of squared features with σ², which gives the variance}
    ///
    /// @param kernels of the learner
    /// @param squaredFeatures z², by row
    /// @param variance v, by row, filled by each run
    Forward product(Kernels kernels, Matrix squaredFeatures, Matrix variance) {
        return new Forward(kernels, square, squares, squaredFeatures, variance, Activation.IDENTITY);
    }

    /// {@return where log σ lies}
    Dense logStd() {
        return logStd;
    }

    /// Makes a gradient by σ² one by log σ: `dσ²/d log σ = 2σ²`.
    ///
    /// @param gradient lies as the parameters do; that of log σ holds the gradient by σ² and is changed, what a bias
    ///     would have is cleared
    void toLogStd(float[] gradient) {
        for (int f = 0; f < square.inputs(); f++) {
            for (int k = 0; k < square.outputs(); k++) {
                gradient[logStd.weight(f, k)] *= 2 * squares[square.weight(f, k)];
            }
        }
        Arrays.fill(gradient, logStd.bias(0), logStd.bias(0) + logStd.outputs(), 0f);
    }
}
