package dev.sinew.trainer.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.eigen.Eigen;
import org.nd4j.linalg.factory.Nd4j;

class SymmetricEigenTest {
    /// Of the largest eigenvalue: a backward stable method errs by a small multiple of `n·2⁻⁵²`.
    private static final double TOLERANCE = 1e-13;

    private final RandomStream random = new RandomStream(4);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 9, 36, 65})
    void findsTheEigenvaluesThatLapackFinds(int n) {
        double[][] matrix = symmetric(n);

        double[] values = assertDecomposes(matrix);

        Arrays.sort(values);
        assertArrayEquals(lapack(matrix), values, TOLERANCE * n * (1 + Math.abs(values[n - 1])));
    }

    @Test
    void decomposesMatricesOfLowRank() {
        // ten rows of 40 numbers: thirty eigenvalues are zero, and no step may divide by them
        double[][] rows = new double[10][40];
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                row[j] = random.nextGaussian();
            }
        }
        double[][] matrix = new double[40][40];
        for (double[] row : rows) {
            for (int i = 0; i < 40; i++) {
                for (int j = 0; j < 40; j++) {
                    matrix[i][j] += row[i] * row[j];
                }
            }
        }

        double[] values = assertDecomposes(matrix);

        Arrays.sort(values);
        assertEquals(0, values[29], 1e-12);
        assertEquals(true, values[30] > 1);
    }

    @Test
    void decomposesWhatIsDiagonalAlready() {
        double[][] matrix = new double[5][5];
        assertArrayEquals(new double[5], assertDecomposes(matrix));
        for (int i = 0; i < 5; i++) {
            matrix[i][i] = i - 2;
        }

        assertArrayEquals(new double[] {-2, -1, 0, 1, 2}, assertDecomposes(matrix));
    }

    @Test
    void decomposesEqualDiagonalsWithOneCoupling() {
        // [[1, 2], [2, 1]] has 3 and −1; Wilkinson's shift must choose a side though both are as near
        double[] values = assertDecomposes(new double[][] {{1, 2}, {2, 1}});

        Arrays.sort(values);
        assertArrayEquals(new double[] {-1, 3}, values, 1e-15);
    }

    @Test
    void decomposesScalesThatLieFarApart() {
        double[][] matrix = symmetric(12);
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 12; j++) {
                matrix[i][j] *= Math.pow(10, -i - j);
            }
        }

        assertDecomposes(matrix);
    }

    @Test
    void refusesWhatIsNotANumber() {
        double[][] matrix = symmetric(3);
        matrix[2][1] = Double.NaN;
        matrix[1][2] = Double.NaN;

        assertThrows(ArithmeticException.class, () -> new SymmetricEigen(3)
                .decompose(matrix, new double[3], new double[3][3]));
    }

    /// `A = VᵀΛV` and `V·Vᵀ = I`.
    private static double[] assertDecomposes(double[][] matrix) {
        int n = matrix.length;
        double[] values = new double[n];
        double[][] vectors = new double[n][n];
        new SymmetricEigen(n).decompose(matrix, values, vectors);
        double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double entry = 0;
                double product = 0;
                for (int k = 0; k < n; k++) {
                    entry += values[k] * vectors[k][i] * vectors[k][j];
                    product += vectors[i][k] * vectors[j][k];
                }
                assertEquals(matrix[i][j], entry, TOLERANCE * n * largest, "entry " + i + ", " + j);
                assertEquals(i == j ? 1 : 0, product, TOLERANCE * n, "vectors " + i + ", " + j);
            }
        }
        return values;
    }

    private double[][] symmetric(int n) {
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = random.nextGaussian();
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }

    private static double[] lapack(double[][] matrix) {
        if (matrix.length == 1) {
            return new double[] {matrix[0][0]};
        }
        INDArray values = Eigen.symmetricGeneralizedEigenvalues(Nd4j.create(matrix));
        double[] sorted = values.toDoubleVector();
        Arrays.sort(sorted);
        return sorted;
    }
}
