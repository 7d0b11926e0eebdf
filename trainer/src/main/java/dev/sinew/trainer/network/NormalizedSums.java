package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Dropout;
import dev.sinew.trainer.kernel.LayerNorm;
import dev.sinew.trainer.kernel.LayerNormGradient;
import dev.sinew.trainer.kernel.Matrix;
import java.util.Optional;

/// What lies between the sums of a hidden layer and its activation in one pass: dropout, if any, then layer
/// normalisation. Threads may share it on different rows.
final class NormalizedSums {
    private final LayerNorm norm;
    private final Optional<Dropout> dropout;

    /// Binds a layer of a pass.
    ///
    /// @param mlp the network
    /// @param layer which of its hidden layers
    /// @param parameters of the network
    /// @param sums of the layer, by row
    /// @param y by row, filled
    NormalizedSums(Mlp mlp, int layer, float[] parameters, Matrix sums, Matrix y) {
        norm = new LayerNorm(mlp.norms().get(layer), parameters, sums, y, mlp.activation());
        dropout = mlp.dropout() > 0 ? Optional.of(new Dropout(mlp.dropout(), sums)) : Optional.empty();
    }

    /// Says which sums are dropped from now on.
    ///
    /// @param key drawn at random
    void setKey(long key) {
        if (dropout.isPresent()) {
            dropout.get().setKey(key);
        }
    }

    /// Computes some rows.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    void run(int firstRow, int endRow) {
        if (dropout.isPresent()) {
            dropout.get().forward(firstRow, endRow);
        }
        norm.forward(firstRow, endRow);
    }

    /// The way back, bound to its buffers.
    static final class Gradient {
        private final LayerNormGradient norm;
        private final Optional<Dropout> dropout;
        private final Matrix dSums;
        private final boolean copies;

        /// Binds the way back of a pass.
        ///
        /// @param forward the pass
        /// @param dY gradient of what the activation was applied to, by row
        /// @param dSums gradient of the layer's sums, filled
        /// @param copies whether it is wanted by panel too
        Gradient(NormalizedSums forward, Matrix dY, Matrix dSums, boolean copies) {
            norm = new LayerNormGradient(forward.norm, dY, dSums);
            dropout = forward.dropout;
            this.dSums = dSums;
            this.copies = copies;
        }

        /// Computes some rows.
        ///
        /// @param firstRow first row
        /// @param endRow row after the last
        /// @param rows row `r` belongs to row `rows[r]` of the pass
        void run(int firstRow, int endRow, int[] rows) {
            norm.inputs(firstRow, endRow, rows);
            if (dropout.isPresent()) {
                dropout.get().backward(dSums, firstRow, endRow, rows);
            }
            if (copies) {
                dSums.fillPanels(firstRow, endRow);
            }
        }

        /// Computes the gradient of gain and shift over all rows.
        ///
        /// @param gradient of the parameters, filled there
        void weights(float[] gradient) {
            norm.weights(gradient);
        }
    }
}
