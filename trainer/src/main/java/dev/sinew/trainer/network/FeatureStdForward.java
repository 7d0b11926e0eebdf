package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Forward;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;

/// μ and the log of the standard deviation of actions whose spread depends on features (see [FeatureStd]), side by side
/// as a [SquashedGaussian] reads them. Threads may share it on different rows.
public final class FeatureStdForward {
    private final MlpForward forward;
    private final int actionSize;
    private final Matrix squaredFeatures;
    private final Matrix variance;
    private final Matrix output;
    private final Forward product;

    /// Binds a pass to its arrays.
    ///
    /// @param kernels of the learner
    /// @param std log σ
    /// @param forward pass to μ, run before this one
    /// @param actionSize entries of an action
    public FeatureStdForward(Kernels kernels, FeatureStd std, MlpForward forward, int actionSize) {
        this.forward = forward;
        this.actionSize = actionSize;
        Matrix features = forward.features();
        squaredFeatures = Matrix.byRow(features.rows(), features.columns());
        variance = Matrix.byRow(features.rows(), std.logStd().outputs());
        output = Matrix.byRow(features.rows(), 2 * actionSize);
        product = std.product(kernels, squaredFeatures, variance);
    }

    /// Computes some rows.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    public void run(int firstRow, int endRow) {
        float[] z = forward.features().array();
        int stride = squaredFeatures.stride();
        for (int i = firstRow * stride; i < endRow * stride; i++) {
            squaredFeatures.array()[i] = z[i] * z[i];
        }
        product.run(firstRow, endRow);
        Matrix mean = forward.output();
        for (int row = firstRow; row < endRow; row++) {
            int to = row * output.stride();
            System.arraycopy(mean.array(), row * mean.stride(), output.array(), to, actionSize);
            for (int k = 0; k < actionSize; k++) {
                float v = variance.array()[row * variance.stride() + k];
                output.array()[to + actionSize + k] = (float) (0.5 * StrictMath.log(v));
            }
        }
    }

    /// {@return μ in the first columns and the log of the standard deviation in the next, by row}
    public Matrix output() {
        return output;
    }

    Matrix squaredFeatures() {
        return squaredFeatures;
    }

    Matrix variance() {
        return variance;
    }
}
