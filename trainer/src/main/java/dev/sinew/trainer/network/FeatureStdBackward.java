package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.kernel.WeightGradient;

/// The gradient of a policy whose spread depends on features, from the gradient by μ and the log of the standard
/// deviation. First [#inputs] for all rows, which threads may split; then [#weights], which threads may split
/// differently.
public final class FeatureStdBackward {
    private final FeatureStd std;
    private final Matrix variance;
    private final int actionSize;
    private final MlpBackward backward;
    private final Matrix outputGradient;
    private final Matrix varianceGradient;
    private final WeightGradient byVariance;

    /// Binds the buffers of a pass.
    ///
    /// @param kernels of the learner
    /// @param std log σ
    /// @param forward the pass
    /// @param backward of the network to μ; log σ is among the parameters that it has a gradient of
    /// @param actionSize entries of an action
    public FeatureStdBackward(
            Kernels kernels, FeatureStd std, FeatureStdForward forward, MlpBackward backward, int actionSize) {
        this.std = std;
        this.backward = backward;
        this.actionSize = actionSize;
        variance = forward.variance();
        outputGradient = Matrix.byRow(variance.rows(), 2 * actionSize);
        varianceGradient = Matrix.inBothForms(variance.rows(), variance.columns());
        byVariance = new WeightGradient(
                kernels,
                std.logStd(),
                forward.squaredFeatures(),
                varianceGradient,
                backward.gradient().values());
    }

    /// {@return the gradient by μ and the log of the standard deviation, by row, to be filled by the caller}
    public Matrix outputGradient() {
        return outputGradient;
    }

    /// Propagates some rows to the first layer; `∂ log s/∂v = 1/(2v)`.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    public void inputs(int firstRow, int endRow) {
        Matrix meanGradient = backward.outputGradient();
        float[] given = outputGradient.array();
        for (int row = firstRow; row < endRow; row++) {
            int from = row * outputGradient.stride();
            int at = row * variance.stride();
            System.arraycopy(given, from, meanGradient.array(), row * meanGradient.stride(), actionSize);
            for (int k = 0; k < actionSize; k++) {
                float byLogStd = given[from + actionSize + k];
                varianceGradient.array()[row * varianceGradient.stride() + k] =
                        0.5f * byLogStd / variance.array()[at + k];
            }
        }
        meanGradient.fillPanels(firstRow, endRow);
        varianceGradient.fillPanels(firstRow, endRow);
        backward.inputs(firstRow, endRow);
    }

    /// Computes the share of one part of the gradient; all rows must be propagated.
    ///
    /// @param part which, from 0
    /// @param parts how many share the work
    public void weights(int part, int parts) {
        backward.weights(part, parts);
        if (part == parts - 1) {
            byVariance.run(0, 1);
            std.toLogStd(backward.gradient().values());
        }
    }
}
