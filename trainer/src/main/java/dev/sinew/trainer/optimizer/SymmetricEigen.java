package dev.sinew.trainer.optimizer;

import java.util.Arrays;

/// Eigenvalues and eigenvectors of a symmetric matrix in float64: Householder's reduction to a tridiagonal matrix, then
/// QR steps with Wilkinson's shift (Golub and Van Loan, *Matrix Computations*, 4th edition, algorithms 8.3.1 to 8.3.3).
///
/// Only additions, multiplications, divisions and square roots in a fixed order, so that bits depend neither on the
/// machine nor on the JIT compiler, and nothing is allocated. LAPACK keeps neither promise. One thread at a time.
final class SymmetricEigen {
    private static final double UNIT = 0x1p-52;
    private static final int STEPS_PER_VALUE = 60;

    private final int n;
    private final double[][] work;
    private final double[] diagonal;
    private final double[] beside;
    private final double[] beta;
    private final double[] sums;

    /// Room for matrices of one size.
    ///
    /// @param n rows and columns
    SymmetricEigen(int n) {
        this.n = n;
        work = new double[n][n];
        diagonal = new double[n];
        beside = new double[n];
        beta = new double[n];
        sums = new double[n];
    }

    /// Decomposes `A = Σᵢ λᵢ·vᵢ·vᵢᵀ`.
    ///
    /// @param matrix A, `[n, n]`, symmetric and finite
    /// @param values λ, `[n]`, filled, in no order
    /// @param vectors v, one a row, orthonormal, `[n, n]`, filled
    /// @throws ArithmeticException when the steps do not converge, as for a matrix that is not finite
    void decompose(double[][] matrix, double[] values, double[][] vectors) {
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], 0, work[i], 0, n);
        }
        tridiagonalize();
        accumulate(vectors);
        diagonalize(vectors);
        System.arraycopy(diagonal, 0, values, 0, n);
    }

    /// Algorithm 8.3.1. The vector of each reflection stays in the row it made zero.
    private void tridiagonalize() {
        for (int k = 0; k < n - 1; k++) {
            double[] v = work[k];
            diagonal[k] = v[k];
            double first = v[k + 1];
            double tail = 0;
            for (int j = k + 2; j < n; j++) {
                tail += v[j] * v[j];
            }
            if (tail == 0) {
                beta[k] = 0;
                beside[k] = first;
                continue;
            }
            double length = Math.sqrt(first * first + tail);
            double reflected = first > 0 ? -length : length;
            v[k + 1] = first - reflected;
            beta[k] = 2 / (v[k + 1] * v[k + 1] + tail);
            beside[k] = reflected;
            reflect(k + 1, v, beta[k]);
        }
        diagonal[n - 1] = work[n - 1][n - 1];
    }

    /// `A ← H·A·H` with `H = I − β·v·vᵀ`, as `A − v·wᵀ − w·vᵀ`.
    private void reflect(int from, double[] v, double factor) {
        double[] w = sums;
        Arrays.fill(w, from, n, 0);
        for (int i = from; i < n; i++) {
            add(v[i], work[i], from, w);
        }
        double share = 0;
        for (int j = from; j < n; j++) {
            w[j] *= factor;
            share += w[j] * v[j];
        }
        add(-0.5 * factor * share, v, from, w);
        for (int i = from; i < n; i++) {
            add(-v[i], w, from, work[i]);
            add(-w[i], v, from, work[i]);
        }
    }

    private void add(double factor, double[] x, int from, double[] to) {
        for (int j = from; j < n; j++) {
            to[j] += factor * x[j];
        }
    }

    /// The product of the reflections, transposed.
    private void accumulate(double[][] q) {
        for (int i = 0; i < n; i++) {
            Arrays.fill(q[i], 0);
            q[i][i] = 1;
        }
        for (int k = n - 2; k >= 0; k--) {
            if (beta[k] == 0) {
                continue;
            }
            double[] v = work[k];
            Arrays.fill(sums, k + 1, n, 0);
            for (int i = k + 1; i < n; i++) {
                add(v[i], q[i], k + 1, sums);
            }
            for (int i = k + 1; i < n; i++) {
                add(-beta[k] * v[i], sums, k + 1, q[i]);
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double swapped = q[i][j];
                q[i][j] = q[j][i];
                q[j][i] = swapped;
            }
        }
    }

    /// Algorithm 8.3.3: steps on the lowest block that is still coupled, until none is.
    private void diagonalize(double[][] vectors) {
        double negligible = UNIT * norm();
        int steps = 0;
        int high = n - 1;
        while (high > 0) {
            if (isNegligible(high - 1, negligible)) {
                high--;
                continue;
            }
            int low = high - 1;
            while (low > 0 && !isNegligible(low - 1, negligible)) {
                low--;
            }
            if (steps++ > STEPS_PER_VALUE * n) {
                throw new ArithmeticException("eigenvalues of a matrix of %d rows must converge, did not".formatted(n));
            }
            step(low, high, vectors);
        }
    }

    private double norm() {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            double row = Math.abs(diagonal[i]) + (i < n - 1 ? Math.abs(beside[i]) : 0);
            largest = Math.max(largest, row);
        }
        return largest;
    }

    private boolean isNegligible(int i, double negligible) {
        return Math.abs(beside[i]) <= negligible;
    }

    /// Algorithm 8.3.2: one QR step with an implicit shift, rotation by rotation, which the eigenvectors follow.
    private void step(int low, int high, double[][] vectors) {
        double half = (diagonal[high - 1] - diagonal[high]) / 2;
        double last = beside[high - 1];
        double root = Math.sqrt(half * half + last * last);
        double shift = diagonal[high] - last * last / (half + (half < 0 ? -root : root));
        double x = diagonal[low] - shift;
        double z = beside[low];
        for (int k = low; k < high; k++) {
            double r = Math.sqrt(x * x + z * z);
            double c = r == 0 ? 1 : x / r;
            double s = r == 0 ? 0 : z / r;
            if (k > low) {
                beside[k - 1] = r;
            }
            double upper = diagonal[k];
            double lower = diagonal[k + 1];
            double between = beside[k];
            diagonal[k] = c * c * upper + 2 * c * s * between + s * s * lower;
            diagonal[k + 1] = s * s * upper - 2 * c * s * between + c * c * lower;
            beside[k] = c * s * (lower - upper) + (c * c - s * s) * between;
            x = beside[k];
            if (k < high - 1) {
                z = s * beside[k + 1];
                beside[k + 1] = c * beside[k + 1];
            }
            rotate(c, s, vectors[k], vectors[k + 1]);
        }
    }

    private void rotate(double c, double s, double[] upper, double[] lower) {
        for (int j = 0; j < n; j++) {
            double p = upper[j];
            double q = lower[j];
            upper[j] = c * p + s * q;
            lower[j] = c * q - s * p;
        }
    }
}
