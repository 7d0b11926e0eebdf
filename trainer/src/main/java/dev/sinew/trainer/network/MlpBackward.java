package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.InputGradient;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.kernel.ScalarHeadGradient;
import dev.sinew.trainer.kernel.WeightGradient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The gradient of a network's parameters, from the gradient of its output, over the rows of one forward pass.
///
/// First [#inputs] for all rows, which threads may split; then [#weights], which threads may split differently.
public final class MlpBackward {
    private final List<InputGradient> inputs = new ArrayList<>();
    private final List<WeightGradient> weights = new ArrayList<>();
    private final List<NormalizedSums.Gradient> norms = new ArrayList<>();
    private final List<Matrix> sums;
    private final Optional<ScalarHeadGradient> scalarHead;
    private final Matrix outputGradient;
    private final float[] scalarGradient;
    private final Parameters gradient;
    private final int[] rows;

    /// Binds the buffers of a pass.
    ///
    /// @param kernels of the learner
    /// @param forward the pass
    /// @param input of that pass
    /// @param parameters the pass reads
    /// @param transposed of those parameters
    public MlpBackward(
            Kernels kernels, MlpForward forward, Matrix input, Parameters parameters, TransposedLayers transposed) {
        Mlp mlp = forward.mlp();
        gradient = parameters.zeros();
        rows = IntStream.range(0, input.rows()).toArray();
        scalarGradient = new float[rows.length];
        outputGradient = Matrix.inBothForms(rows.length, mlp.head().outputs());
        sums = sums(mlp, rows.length);
        List<Matrix> inner = inner(forward);
        List<Matrix> activations = forward.activations();
        int top = sums.size() - 1;
        if (mlp.head().isColumn()) {
            scalarHead = Optional.of(new ScalarHeadGradient(
                    mlp.head(), parameters.values(), mlp.activation(), activations.get(top), inner.get(top)));
        } else {
            scalarHead = Optional.empty();
            inputs.add(new InputGradient(
                    kernels,
                    transposed.upper(top + 1),
                    outputGradient,
                    inner.get(top),
                    activations.get(top),
                    mlp.activation()));
            weights.add(
                    new WeightGradient(kernels, mlp.head(), activations.get(top), outputGradient, gradient.values()));
        }
        for (int i = top; i > 0; i--) {
            inputs.add(new InputGradient(
                    kernels,
                    transposed.upper(i),
                    sums.get(i),
                    inner.get(i - 1),
                    activations.get(i - 1),
                    mlp.activation()));
        }
        for (int i = top; i >= 0; i--) {
            Matrix x = i == 0 ? input : activations.get(i - 1);
            weights.add(new WeightGradient(kernels, mlp.hidden().get(i), x, sums.get(i), gradient.values()));
        }
    }

    /// Gradients of the hidden layers' sums; those of the first layer go nowhere further, so they need no rows.
    private static List<Matrix> sums(Mlp mlp, int rows) {
        List<Matrix> sums = new ArrayList<>();
        for (Dense layer : mlp.hidden()) {
            boolean byPanelOnly = sums.isEmpty() && mlp.norms().isEmpty();
            sums.add(byPanelOnly ? Matrix.byPanel(rows, layer.outputs()) : Matrix.inBothForms(rows, layer.outputs()));
        }
        return sums;
    }

    /// Gradients of what the activations were applied to: of the sums, or of what their normalisation made of them.
    private List<Matrix> inner(MlpForward forward) {
        if (forward.norms().isEmpty()) {
            return sums;
        }
        List<Matrix> inner = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            Matrix dY = Matrix.byRow(rows.length, sums.get(i).columns());
            inner.add(dY);
            norms.addFirst(new NormalizedSums.Gradient(forward.norms().get(i), dY, sums.get(i), true));
        }
        return inner;
    }

    /// {@return the gradient of the output, in both forms, to be filled by the caller}
    public Matrix outputGradient() {
        return outputGradient;
    }

    /// {@return the gradient of the output of a network whose head is a column, `[rows]`, to be filled by the caller}
    public float[] scalarGradient() {
        return scalarGradient;
    }

    /// {@return the gradient of each hidden layer's sums, filled by [#inputs], in the order of the layers; that of the
    /// first by panel only}
    public List<Matrix> sumGradients() {
        return sums;
    }

    /// {@return the gradient of the parameters}
    public Parameters gradient() {
        return gradient;
    }

    /// Propagates some rows from the output to the first layer.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    public void inputs(int firstRow, int endRow) {
        int norm = 0;
        if (scalarHead.isPresent()) {
            scalarHead.get().inputs(firstRow, endRow, scalarGradient, rows);
            normalize(norm++, firstRow, endRow);
        }
        for (int i = 0; i < inputs.size(); i++) {
            inputs.get(i).run(firstRow, endRow);
            normalize(norm++, firstRow, endRow);
        }
    }

    private void normalize(int norm, int firstRow, int endRow) {
        if (norm < norms.size()) {
            norms.get(norm).run(firstRow, endRow, rows);
        }
    }

    /// Computes the share of one part of the gradient; all rows must be propagated.
    ///
    /// @param part which, from 0
    /// @param parts how many share the work
    public void weights(int part, int parts) {
        if (scalarHead.isPresent() && part == 0) {
            scalarHead.get().weights(scalarGradient, gradient.values());
        }
        for (int i = part; i < norms.size(); i += parts) {
            norms.get(i).weights(gradient.values());
        }
        for (int i = 0; i < weights.size(); i++) {
            weights.get(i).run(part, parts);
        }
    }
}
