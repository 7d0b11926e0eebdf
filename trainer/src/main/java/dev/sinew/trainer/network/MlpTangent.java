package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.AddedProduct;
import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.Derivative;
import dev.sinew.trainer.kernel.Forward;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import java.util.ArrayList;
import java.util.List;

/// How the output of a network moves when its parameters move in one direction: the Jacobian times a vector, in one
/// sweep from the inputs on (forward-mode differentiation). For each layer with `y = φ(x·W + b)`:
/// `ẏ = (x·Ẇ + ḃ + ẋ·W) ⊙ φ′`, where ẋ of the first layer is zero. Threads may share it on different rows.
public final class MlpTangent {
    private final List<Forward> byParameters = new ArrayList<>();
    private final List<AddedProduct> byInputs = new ArrayList<>();
    private final List<Derivative> derivatives = new ArrayList<>();
    private final Matrix output;

    /// Binds a pass to its arrays.
    ///
    /// @param kernels of the learner
    /// @param forward a pass of a network that gives a matrix; its activations are read
    /// @param input of that pass
    /// @param parameters that pass reads
    /// @param direction lies as the parameters do, read by each run
    public MlpTangent(Kernels kernels, MlpForward forward, Matrix input, float[] parameters, float[] direction) {
        Mlp mlp = forward.mlp();
        if (mlp.head().isColumn()) {
            throw new IllegalArgumentException("network must give a matrix for a tangent, gave one number a row");
        }
        Matrix x = input;
        Matrix tangent = input;
        for (int i = 0; i < mlp.layers().size(); i++) {
            Dense layer = mlp.layers().get(i);
            Matrix moved = Matrix.byRow(input.rows(), layer.outputs());
            byParameters.add(new Forward(kernels, layer, direction, x, moved, Activation.IDENTITY));
            if (i > 0) {
                byInputs.add(new AddedProduct(kernels, layer, parameters, tangent, moved));
            }
            if (i < forward.activations().size()) {
                x = forward.activations().get(i);
                derivatives.add(new Derivative(mlp.activation(), x, moved));
            }
            tangent = moved;
        }
        output = tangent;
    }

    /// Computes some rows.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    public void run(int firstRow, int endRow) {
        for (int i = 0; i < byParameters.size(); i++) {
            byParameters.get(i).run(firstRow, endRow);
            if (i > 0) {
                byInputs.get(i - 1).run(firstRow, endRow);
            }
            if (i < derivatives.size()) {
                derivatives.get(i).run(firstRow, endRow);
            }
        }
    }

    /// {@return how the output moves, by row, `[rows, outputs]`}
    public Matrix output() {
        return output;
    }
}
