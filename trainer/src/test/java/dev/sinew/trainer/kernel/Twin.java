package dev.sinew.trainer.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.random.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/// The plain form of the kernels in ND4J, float64, and the ways between both.
final class Twin {
    private Twin() {}

    /// Random numbers by row, and by panel where there is one.
    static Matrix random(RandomStream random, Matrix matrix) {
        for (int r = 0; r < matrix.rows(); r++) {
            for (int c = 0; c < matrix.columns(); c++) {
                set(matrix, r, c, (float) random.nextGaussian());
            }
        }
        return matrix;
    }

    static void set(Matrix matrix, int r, int c, float value) {
        if (matrix.hasRows()) {
            put(matrix.rowView(), r, c, value);
        }
        if (matrix.hasPanels()) {
            put(matrix.panelView(), r, c, value);
        }
    }

    /// Random parameters of a layer; the padding stays zero.
    static float[] random(RandomStream random, Dense layer) {
        float[] parameters = new float[layer.end()];
        for (int n = 0; n < layer.outputs(); n++) {
            parameters[layer.bias(n)] = (float) random.nextGaussian();
            for (int k = 0; k < layer.inputs(); k++) {
                parameters[layer.weight(k, n)] = (float) random.nextGaussian();
            }
        }
        return parameters;
    }

    /// W, `[inputs, outputs]`.
    static INDArray weights(Dense layer, float[] parameters) {
        double[][] w = new double[layer.inputs()][layer.outputs()];
        for (int k = 0; k < layer.inputs(); k++) {
            for (int n = 0; n < layer.outputs(); n++) {
                w[k][n] = parameters[layer.weight(k, n)];
            }
        }
        return Nd4j.create(w);
    }

    /// b, `[1, outputs]`.
    static INDArray bias(Dense layer, float[] parameters) {
        double[] b = new double[layer.outputs()];
        for (int n = 0; n < layer.outputs(); n++) {
            b[n] = parameters[layer.bias(n)];
        }
        return Nd4j.create(new double[][] {b});
    }

    static INDArray of(Matrix matrix) {
        return of(matrix.hasRows() ? matrix.rowView() : matrix.panelView(), matrix.rows(), matrix.columns());
    }

    static INDArray of(View view, int rows, int columns) {
        double[][] m = new double[rows][columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                m[r][c] = view.array[view.at(c) + r * view.row];
            }
        }
        return Nd4j.create(m);
    }

    static INDArray activate(Activation activation, INDArray sums) {
        return switch (activation) {
            case IDENTITY -> sums;
            case RELU -> Transforms.max(sums, 0, true);
            case TANH -> Transforms.tanh(sums, true);
            case ELU -> Transforms.max(sums, 0, true).add(Transforms.expm1(Transforms.min(sums, 0, true), true));
        };
    }

    /// The derivative, from what the activation gave.
    static INDArray derivative(Activation activation, INDArray activated) {
        return switch (activation) {
            case IDENTITY -> Nd4j.onesLike(activated);
            case RELU -> activated.gt(0).castTo(DataType.DOUBLE);
            case TANH -> activated.mul(activated).rsub(1);
            case ELU -> Transforms.min(activated, 0, true).add(1);
        };
    }

    /// Every entry of every form the matrix has, and its padding.
    static void assertMatches(INDArray expected, Matrix matrix, double tolerance, String what) {
        if (matrix.hasRows()) {
            assertMatches(expected, matrix.rowView(), matrix, tolerance, what + " by row");
        }
        if (matrix.hasPanels()) {
            assertMatches(expected, matrix.panelView(), matrix, tolerance, what + " by panel");
        }
    }

    private static void assertMatches(INDArray twin, View view, Matrix matrix, double tolerance, String what) {
        double[][] expected = twin.toDoubleMatrix();
        for (int r = 0; r < matrix.rows(); r++) {
            for (int c = 0; c < matrix.paddedColumns(); c++) {
                double wanted = c < matrix.columns() ? expected[r][c] : 0;
                double found = view.array[view.at(c) + r * view.row];
                assertEquals(wanted, found, tolerance * (1 + Math.abs(wanted)), what + ", row " + r + ", column " + c);
            }
        }
    }

    private static void put(View view, int r, int c, float value) {
        view.array[view.at(c) + r * view.row] = value;
    }
}
