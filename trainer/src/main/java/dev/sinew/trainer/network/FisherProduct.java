package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;

/// The Fisher information of a Gaussian policy times a vector, `F·v`, without ever forming F: `F = mean Jᵀ·M·J` over
/// the rows of a forward pass, where J is the Jacobian of the mean and M the Fisher information of the Gaussian in its
/// own parameters, `1/σ²` for each entry of the mean and 2 for each log σ (Schulman et al., *Trust Region Policy
/// Optimization*, arXiv:1502.05477v5, appendix C.1). It is the Hessian of the mean KL(old ‖ new) where both are the
/// same.
///
/// `J·v` takes a forward sweep ([MlpTangent]), `Jᵀ·(M·J·v)` the backward pass that gradients take too. One thread.
public final class FisherProduct {
    private final Parameters direction;
    private final MlpTangent tangent;
    private final MlpBackward backward;
    private final DiagonalGaussian distribution;
    private final int rows;

    /// Binds the passes of a policy.
    ///
    /// @param kernels of the policy
    /// @param forward pass that F is taken at
    /// @param input of that pass
    /// @param backward of that pass; its gradient is overwritten by each product
    /// @param parameters that pass reads; their free numbers are log σ
    /// @param distribution of the policy, holding σ
    public FisherProduct(
            Kernels kernels,
            MlpForward forward,
            Matrix input,
            MlpBackward backward,
            Parameters parameters,
            DiagonalGaussian distribution) {
        this.backward = backward;
        this.distribution = distribution;
        direction = parameters.zeros();
        tangent = new MlpTangent(kernels, forward, input, parameters.values(), direction.values());
        rows = input.rows();
    }

    /// Computes `F·v` over all rows of the last forward pass.
    ///
    /// @param v lies as the parameters do; not product
    /// @param product lies as the parameters do, filled
    public void apply(double[] v, double[] product) {
        float[] moved = direction.values();
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) v[i];
        }
        tangent.run(0, rows);
        weigh();
        backward.outputGradient().fillPanels(0, rows);
        backward.inputs(0, rows);
        backward.weights(0, 1);
        float[] gradient = backward.gradient().values();
        for (int i = 0; i < product.length; i++) {
            product[i] = gradient[i];
        }
        for (int k = 0; k < direction.free(); k++) {
            product[direction.freeOffset() + k] = 2 * v[direction.freeOffset() + k];
        }
    }

    /// `M·J·v` of the mean, over the number of rows.
    private void weigh() {
        Matrix from = tangent.output();
        Matrix to = backward.outputGradient();
        for (int k = 0; k < distribution.size(); k++) {
            float inverse = distribution.inverseStd()[k];
            float weight = inverse * inverse / rows;
            for (int r = 0; r < rows; r++) {
                to.array()[r * to.stride() + k] = weight * from.array()[r * from.stride() + k];
            }
        }
    }
}
