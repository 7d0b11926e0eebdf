package dev.sinew.trainer.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// The Fisher matrix of one layer as a Kronecker product, `F ≈ A ⊗ S`: Martens and Grosse, *Optimizing Neural Networks
/// with Kronecker-factored Approximate Curvature*, arXiv:1503.05671v7, Eq. 1 to 3 of section 3.
///
/// `A = E[āāᵀ]` of the layer's inputs with a constant 1 behind them, `S = E[ggᵀ]` of the gradients of its sums for
/// outputs drawn from the model itself. Running averages; what preconditions is their decomposition as of the last
/// [#decompose]. In float64. One thread; nothing is allocated.
public final class KroneckerFactors {
    /// Eigenvalues up to this one are taken for zero, as in Baselines.
    private static final double SMALLEST = 1e-6;

    private final Factor input;
    private final Factor output;
    private final double[][] left;
    private final double[][] right;

    /// Averages of zero, not decomposed yet.
    ///
    /// @param inputs of the layer, with the constant
    /// @param outputs of the layer
    public KroneckerFactors(int inputs, int outputs) {
        input = new Factor(inputs);
        output = new Factor(outputs);
        left = new double[inputs][outputs];
        right = new double[inputs][outputs];
    }

    /// {@return the running average A, `[inputs, inputs]`; the array itself}
    public double[][] input() {
        return input.average;
    }

    /// {@return the running average S, `[outputs, outputs]`; the array itself}
    public double[][] output() {
        return output.average;
    }

    /// Takes in the factors of one batch, `X ← keep·X + take·X_batch`.
    ///
    /// @param batchInput A of the batch
    /// @param batchOutput S of the batch
    /// @param keep weight of what there was
    /// @param take weight of the batch
    public void average(double[][] batchInput, double[][] batchOutput, double keep, double take) {
        input.take(batchInput, keep, take);
        output.take(batchOutput, keep, take);
    }

    /// {@return whether all averages are finite}
    public boolean isFinite() {
        return input.isFinite() && output.isFinite();
    }

    /// Decomposes the averages as they are, `A = Q_A·diag(λ_A)·Q_Aᵀ` and `S` alike.
    ///
    /// @throws ArithmeticException when they are not finite
    public void decompose() {
        input.decompose();
        output.decompose();
    }

    /// Preconditions a gradient, `U = Q_A·[(Q_Aᵀ·G·Q_S) ⊘ (λ_A·λ_Sᵀ + ε)]·Q_Sᵀ`, or with the curvature of another
    /// [Damping]: Eq. 8 of Wu et al., arXiv:1708.05144v2, in the basis of Grosse and Martens, arXiv:1602.01407v2,
    /// appendix B.
    ///
    /// @param gradient G, `[inputs, outputs]`
    /// @param damping its form
    /// @param epsilon ε, positive
    /// @param direction U, `[inputs, outputs]`, filled; not `gradient`
    public void precondition(double[][] gradient, Damping damping, double epsilon, double[][] direction) {
        multiply(input.vectors, gradient, left);
        multiply(left, output.basis, right);
        double balance = Math.sqrt(input.meanValue() / output.meanValue());
        for (int i = 0; i < right.length; i++) {
            double[] row = right[i];
            for (int j = 0; j < row.length; j++) {
                row[j] /= damping.curvature(input.values[i], output.values[j], epsilon, balance);
            }
        }
        multiply(input.basis, right, left);
        multiply(left, output.vectors, direction);
    }

    private static void multiply(double[][] a, double[][] b, double[][] product) {
        for (int i = 0; i < product.length; i++) {
            double[] row = product[i];
            Arrays.fill(row, 0);
            for (int k = 0; k < b.length; k++) {
                add(a[i][k], b[k], row);
            }
        }
    }

    private static void add(double factor, double[] x, double[] to) {
        for (int j = 0; j < to.length; j++) {
            to[j] += factor * x[j];
        }
    }

    /// Writes averages and decompositions, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        input.save(out);
        output.save(out);
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote, for the same sizes
    /// @throws IOException when `in` fails
    public void restore(DataInput in) throws IOException {
        input.restore(in);
        output.restore(in);
    }

    /// One of the two: its average, and its eigenvectors both as rows and as columns.
    private static final class Factor {
        private final double[][] average;
        private final double[] values;
        private final double[][] vectors;
        private final double[][] basis;
        private final SymmetricEigen eigen;

        Factor(int n) {
            average = new double[n][n];
            values = new double[n];
            vectors = new double[n][n];
            basis = new double[n][n];
            eigen = new SymmetricEigen(n);
        }

        void take(double[][] batch, double keep, double take) {
            for (int i = 0; i < average.length; i++) {
                double[] to = average[i];
                double[] from = batch[i];
                for (int j = 0; j < to.length; j++) {
                    to[j] = keep * to[j] + take * from[j];
                }
            }
        }

        boolean isFinite() {
            for (double[] row : average) {
                for (double entry : row) {
                    if (!Double.isFinite(entry)) {
                        return false;
                    }
                }
            }
            return true;
        }

        void decompose() {
            eigen.decompose(average, values, vectors);
            for (int i = 0; i < values.length; i++) {
                values[i] = values[i] <= SMALLEST ? 0 : values[i];
            }
            transpose();
        }

        private void transpose() {
            for (int i = 0; i < values.length; i++) {
                for (int j = 0; j < values.length; j++) {
                    basis[j][i] = vectors[i][j];
                }
            }
        }

        /// Never zero, so that no balance is taken of nothing.
        double meanValue() {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return Math.max(SMALLEST, sum / values.length);
        }

        void save(DataOutput out) throws IOException {
            for (int i = 0; i < values.length; i++) {
                out.writeDouble(values[i]);
                for (int j = 0; j < values.length; j++) {
                    out.writeDouble(average[i][j]);
                    out.writeDouble(vectors[i][j]);
                }
            }
        }

        void restore(DataInput in) throws IOException {
            for (int i = 0; i < values.length; i++) {
                values[i] = in.readDouble();
                for (int j = 0; j < values.length; j++) {
                    average[i][j] = in.readDouble();
                    vectors[i][j] = in.readDouble();
                }
            }
            transpose();
        }
    }
}
