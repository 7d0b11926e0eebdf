package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.InputGradient;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.kernel.ScalarHeadGradient;
import java.util.ArrayList;
import java.util.List;

/// The gradient of some inputs of a network whose head is a column, for selected rows of a forward pass: how a critic
/// tells an actor which way is up. Row `r` of everything here belongs to row `rows[r]` of the pass. Threads
/// may share it on different rows.
public final class MlpInputGradient {
    private final ScalarHeadGradient head;
    private final List<InputGradient> layers = new ArrayList<>();
    private final List<NormalizedSums.Gradient> norms = new ArrayList<>();
    private final Matrix gradient;

    /// Binds the buffers of a pass.
    ///
    /// @param kernels of the learner
    /// @param forward a pass of such a network
    /// @param parameters the pass reads
    /// @param transposed of those parameters, with the wanted inputs
    /// @param inputs how many inputs those are
    public MlpInputGradient(
            Kernels kernels, MlpForward forward, Parameters parameters, TransposedLayers transposed, int inputs) {
        Mlp mlp = forward.mlp();
        List<Matrix> activations = forward.activations();
        int top = activations.size() - 1;
        int rows = activations.getFirst().rows();
        Matrix sums = Matrix.byRow(rows, mlp.hidden().get(top).outputs());
        head = new ScalarHeadGradient(mlp.head(), parameters.values(), mlp.activation(), activations.get(top), sums);
        sums = normalized(forward, top, sums);
        for (int i = top; i > 0; i--) {
            Matrix lower = Matrix.byRow(rows, mlp.hidden().get(i - 1).outputs());
            layers.add(new InputGradient(
                    kernels, transposed.upper(i), sums, lower, activations.get(i - 1), mlp.activation()));
            sums = normalized(forward, i - 1, lower);
        }
        gradient = Matrix.byRow(rows, inputs);
        layers.add(new InputGradient(kernels, transposed.first(), sums, gradient, gradient, Activation.IDENTITY));
    }

    /// {@return the gradient of a layer's sums, given that of what the activation was applied to}
    private Matrix normalized(MlpForward forward, int layer, Matrix inner) {
        if (forward.norms().isEmpty()) {
            return inner;
        }
        Matrix sums = Matrix.byRow(inner.rows(), inner.columns());
        norms.add(new NormalizedSums.Gradient(forward.norms().get(layer), inner, sums, false));
        return sums;
    }

    /// Computes some rows.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    /// @param scalarGradient gradient of the output, by row of the selection
    /// @param rows the selection
    public void run(int firstRow, int endRow, float[] scalarGradient, int[] rows) {
        head.inputs(firstRow, endRow, scalarGradient, rows);
        for (int i = 0; i < layers.size(); i++) {
            if (i < norms.size()) {
                norms.get(i).run(firstRow, endRow, rows);
            }
            layers.get(i).run(firstRow, endRow, rows);
        }
    }

    /// {@return the gradient of the inputs, by row of the selection}
    public Matrix gradient() {
        return gradient;
    }
}
