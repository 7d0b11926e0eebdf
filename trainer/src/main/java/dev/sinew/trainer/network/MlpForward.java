package dev.sinew.trainer.network;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.Forward;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.kernel.ScalarHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One pass of a network over the rows of a batch, with the buffers it needs. The output is a matrix, or one number
/// a row for a network whose head is a column. Threads may share it on different rows.
public final class MlpForward {
    private final Mlp mlp;
    private final List<Matrix> activations = new ArrayList<>();
    private final List<Forward> layers = new ArrayList<>();
    private final List<NormalizedSums> norms = new ArrayList<>();
    private final Optional<ScalarHead> scalarHead;
    private final Matrix output;
    private final float[] scalars;

    /// Binds a pass to its arrays.
    ///
    /// @param kernels of the learner
    /// @param mlp the network
    /// @param parameters its numbers, read by each run
    /// @param input by row; the first columns are the inputs
    public MlpForward(Kernels kernels, Mlp mlp, float[] parameters, Matrix input) {
        this(kernels, mlp, parameters, input, Activation.IDENTITY);
    }

    /// Binds a pass to its arrays, with something applied to its output.
    ///
    /// @param kernels of the learner
    /// @param mlp the network
    /// @param parameters its numbers, read by each run
    /// @param input by row; the first columns are the inputs
    /// @param squash applied to the sums of a head that gives a matrix
    public MlpForward(Kernels kernels, Mlp mlp, float[] parameters, Matrix input, Activation squash) {
        this.mlp = mlp;
        Matrix x = input;
        for (Dense layer : mlp.hidden()) {
            Matrix y = Matrix.byRow(x.rows(), layer.outputs());
            if (mlp.norms().isEmpty()) {
                layers.add(new Forward(kernels, layer, parameters, x, y, mlp.activation()));
            } else {
                Matrix sums = Matrix.byRow(x.rows(), layer.outputs());
                layers.add(new Forward(kernels, layer, parameters, x, sums, Activation.IDENTITY));
                norms.add(new NormalizedSums(mlp, norms.size(), parameters, sums, y));
            }
            activations.add(y);
            x = y;
        }
        Dense head = mlp.head();
        output = Matrix.byRow(x.rows(), head.outputs());
        scalars = new float[x.rows()];
        if (head.isColumn()) {
            scalarHead = Optional.of(new ScalarHead(head, parameters, x));
        } else {
            scalarHead = Optional.empty();
            layers.add(new Forward(kernels, head, parameters, x, output, squash));
        }
    }

    /// Draws anew which sums are dropped; draws nothing for a network without dropout.
    ///
    /// @param random where from
    public void drawDropout(RandomStream random) {
        if (mlp.dropout() > 0) {
            for (int i = 0; i < norms.size(); i++) {
                norms.get(i).setKey(random.nextLong());
            }
        }
    }

    /// Computes some rows.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    public void run(int firstRow, int endRow) {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).run(firstRow, endRow);
            if (i < norms.size()) {
                norms.get(i).run(firstRow, endRow);
            }
        }
        if (scalarHead.isPresent()) {
            scalarHead.get().forward(firstRow, endRow, scalars);
        }
    }

    /// {@return the output, by row, `[rows, outputs]`; stays zero where the head is a column}
    public Matrix output() {
        return output;
    }

    /// {@return the output of a network whose head is a column, `[rows]`; the array itself}
    public float[] scalars() {
        return scalars;
    }

    /// {@return what the last hidden layer gave, by row}
    public Matrix features() {
        return activations.getLast();
    }

    List<NormalizedSums> norms() {
        return norms;
    }

    /// {@return the shape of the network}
    public Mlp mlp() {
        return mlp;
    }

    /// {@return what each hidden layer gave, by row, in the order of the layers}
    public List<Matrix> activations() {
        return activations;
    }
}
