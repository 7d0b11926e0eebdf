package dev.sinew.trainer.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConjugateGradientTest {
    private static final int SIZE = 20;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void solvesInAsManyProductsAsThereAreUnknowns(long seed) {
        double[][] a = positiveDefinite(seed);
        double[] wanted = normal(seed + 100);
        double[] x = new double[SIZE];

        int taken = new ConjugateGradient(SIZE, SIZE, 1e-13).solve(operator(a), times(a, wanted), x);

        assertTrue(taken <= SIZE);
        assertArrayEquals(wanted, x, 1e-11); // the condition of A is about 10: 4 digits below float64's 16
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 1e-30, 1e-120})
    void solvesForATinyRightSideJustAsWell(double scale) {
        double[][] a = positiveDefinite(6);
        double[] wanted = normal(7);
        double[] b = times(a, wanted);
        for (int i = 0; i < SIZE; i++) {
            b[i] *= scale;
        }
        double[] x = new double[SIZE];

        new ConjugateGradient(SIZE, SIZE, 1e-12).solve(operator(a), b, x);

        for (int i = 0; i < SIZE; i++) {
            assertEquals(wanted[i], x[i] / scale, 1e-10);
        }
    }

    @Test
    void everyProductBringsItCloserInTheNormOfTheMatrix() {
        double[][] a = positiveDefinite(8);
        double[] wanted = normal(9);
        double[] b = times(a, wanted);
        double before = Double.POSITIVE_INFINITY;
        for (int iterations = 1; iterations < SIZE; iterations++) {
            double[] x = new double[SIZE];
            new ConjugateGradient(SIZE, iterations, 0).solve(operator(a), b, x);
            double[] error = new double[SIZE];
            for (int i = 0; i < SIZE; i++) {
                error[i] = x[i] - wanted[i];
            }
            double norm = ConjugateGradient.dot(error, times(a, error));

            assertTrue(norm < before, iterations + " products: " + norm + " after " + before);
            before = norm;
        }
    }

    @Test
    void stopsWhenTheResidualIsSmallEnough() {
        double[][] a = positiveDefinite(10);
        double[] b = normal(11);
        double[] x = new double[SIZE];

        int taken = new ConjugateGradient(SIZE, SIZE, 0.1).solve(operator(a), b, x);

        double[] product = times(a, x);
        double squares = 0;
        for (int i = 0; i < SIZE; i++) {
            squares += (b[i] - product[i]) * (b[i] - product[i]);
        }
        assertTrue(taken < SIZE / 2, "taken " + taken);
        assertTrue(Math.sqrt(squares) <= 0.1 * Math.sqrt(ConjugateGradient.dot(b, b)) * (1 + 1e-12));
    }

    @Test
    void asksNothingWhereThereIsNothingToSolve() {
        double[] x = normal(12);

        int taken = new ConjugateGradient(SIZE, SIZE, 0)
                .solve(
                        (v, product) -> {
                            throw new AssertionError("no product is needed");
                        },
                        new double[SIZE],
                        x);

        assertEquals(0, taken);
        assertArrayEquals(new double[SIZE], x);
    }

    @Test
    void stopsWithWhatItHasWhereTheMatrixIsNotPositive() {
        double[] x = new double[2];

        int taken = new ConjugateGradient(2, 5, 0)
                .solve(
                        (v, product) -> {
                            product[0] = v[0];
                            product[1] = -3 * v[1];
                        },
                        new double[] {1, 1},
                        x);

        assertEquals(1, taken);
        assertArrayEquals(new double[2], x);
    }

    @Test
    void refusesNumbersOutOfRange() {
        var none = assertThrows(IllegalArgumentException.class, () -> new ConjugateGradient(2, 0, 0));
        var loose = assertThrows(IllegalArgumentException.class, () -> new ConjugateGradient(2, 1, 1));

        assertEquals("iterations must be at least 1, was 0", none.getMessage());
        assertEquals("tolerance must be in [0, 1), was 1.0", loose.getMessage());
    }

    /// `BᵀB/n + I`.
    private static double[][] positiveDefinite(long seed) {
        RandomStream random = new RandomStream(seed);
        double[][] b = new double[SIZE][SIZE];
        for (double[] row : b) {
            for (int k = 0; k < SIZE; k++) {
                row[k] = random.nextGaussian();
            }
        }
        double[][] a = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            for (int k = 0; k < SIZE; k++) {
                a[i][k] = i == k ? 1 : 0;
                for (double[] row : b) {
                    a[i][k] += row[i] * row[k] / SIZE;
                }
            }
        }
        return a;
    }

    private static ConjugateGradient.Operator operator(double[][] a) {
        return (v, product) -> System.arraycopy(times(a, v), 0, product, 0, v.length);
    }

    private static double[] times(double[][] a, double[] v) {
        double[] product = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            product[i] = ConjugateGradient.dot(a[i], v);
        }
        return product;
    }

    private static double[] normal(long seed) {
        RandomStream random = new RandomStream(seed);
        double[] v = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            v[i] = random.nextGaussian();
        }
        return v;
    }
}
