package dev.sinew.trainer.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class KroneckerFactorsTest {
    private static final double[][] A = {{2, 0.5}, {0.5, 1}};
    private static final double[][] S = {{1, 0.2}, {0.2, 0.5}};
    private static final double[][] G = {{1, 2}, {3, 4}};

    private final RandomStream random = new RandomStream(6);

    @Test
    void preconditionsAsTheDampedKroneckerProductDoes() {
        // (A ⊗ S + 0.01·I)⁻¹ vec G, solved by an independent program in float64
        double[][] u = preconditioned(A, S, G, Damping.TIKHONOV, 0.01);

        assertArrayEquals(new double[] {-0.311861011907, 0.163792953162}, u[0], 1e-11);
        assertArrayEquals(new double[] {1.690430530088, 7.16108187624}, u[1], 1e-11);
    }

    @Test
    void shortensTheStepToTheTrustRegion() {
        // η²·⟨U, G⟩ = 2.1082089993527 at η = 0.25 and ν = √(0.001 / 2.1082…)
        double[][] u = preconditioned(A, S, G, Damping.TIKHONOV, 0.01);
        double curvature = 0;
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                curvature += u[i][j] * G[i][j];
            }
        }

        assertEquals(2.1082089993527, 0.25 * 0.25 * curvature, 1e-12);
        assertEquals(0.0217792624589788, Kfac.scale(0.001, 0.25, curvature), 1e-14);
        assertEquals(1, Kfac.scale(3, 0.25, curvature));
    }

    @Test
    void solvesTheDampedSystemOfAnySize() {
        double[][] a = definite(7);
        double[][] s = definite(4);
        double[][] g = random(7, 4);

        double[][] u = preconditioned(a, s, g, Damping.TIKHONOV, 0.3);

        // (A ⊗ S + εI) vec U = vec G reads A·U·S + ε·U = G
        assertSolves(a, s, 0.3, u, g);
    }

    @Test
    void dampsEachFactorWhereAsked() {
        double[][] a = definite(5);
        double[][] s = definite(3);
        double[][] g = random(5, 3);
        double balance = Math.sqrt((trace(a) / 5) / (trace(s) / 3));
        double root = Math.sqrt(0.2);

        double[][] u = preconditioned(a, s, g, Damping.FACTORED, 0.2);

        for (int i = 0; i < 5; i++) {
            a[i][i] += balance * root;
        }
        for (int i = 0; i < 3; i++) {
            s[i][i] += root / balance;
        }
        assertSolves(a, s, 0, u, g);
    }

    @Test
    void takesNegativeAndTinyEigenvaluesForZero() {
        // curvature 0 along all but the first pair: there the direction is the gradient over the damping
        double[][] a = {{4, 0}, {0, -3}};
        double[][] s = {{1, 0}, {0, 5e-7}};

        double[][] u = preconditioned(a, s, new double[][] {{1, 1}, {1, 1}}, Damping.TIKHONOV, 0.1);

        assertArrayEquals(new double[] {1 / 4.1, 1 / 0.1}, u[0], 1e-12);
        assertArrayEquals(new double[] {1 / 0.1, 1 / 0.1}, u[1], 1e-12);
    }

    @Test
    void keepsFiniteWithFactorsOfNothing() {
        double[][] zero = new double[2][2];

        double[][] tikhonov = preconditioned(zero, zero, G, Damping.TIKHONOV, 0.1);
        double[][] factored = preconditioned(zero, zero, G, Damping.FACTORED, 0.1);

        assertArrayEquals(new double[] {10, 20}, tikhonov[0], 1e-12);
        assertArrayEquals(new double[] {10, 20}, factored[0], 1e-12);
    }

    @Test
    void averagesAsItIsTold() {
        KroneckerFactors factors = new KroneckerFactors(2, 2);
        factors.average(A, S, 1, 0.5);
        factors.average(S, A, 0.25, 0.5);

        // ¼·(½·2) + ½·1 = 0.75 and ¼·(½·1) + ½·2 = 1.125
        assertEquals(0.75, factors.input()[0][0]);
        assertEquals(1.125, factors.output()[0][0]);
    }

    @Test
    void tellsWhatIsNotFinite() {
        KroneckerFactors factors = new KroneckerFactors(2, 2);
        factors.average(A, S, 1, 1);
        assertTrue(factors.isFinite());

        factors.average(A, new double[][] {{0, 0}, {0, Double.POSITIVE_INFINITY}}, 1, 1);

        assertFalse(factors.isFinite());
    }

    @Test
    void preconditionsByTheLastDecompositionAfterASave() throws IOException {
        KroneckerFactors factors = new KroneckerFactors(2, 2);
        factors.average(A, S, 1, 1);
        factors.decompose();
        factors.average(S, A, 0.5, 0.5);
        KroneckerFactors restored = new KroneckerFactors(2, 2);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        factors.save(new DataOutputStream(bytes));
        restored.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        double[][] u = new double[2][2];

        restored.precondition(G, Damping.TIKHONOV, 0.01, u);

        assertArrayEquals(preconditioned(A, S, G, Damping.TIKHONOV, 0.01), u);
        assertArrayEquals(factors.input(), restored.input());
        assertArrayEquals(factors.output(), restored.output());
    }

    private static double[][] preconditioned(
            double[][] a, double[][] s, double[][] g, Damping damping, double epsilon) {
        KroneckerFactors factors = new KroneckerFactors(a.length, s.length);
        factors.average(a, s, 1, 1);
        factors.decompose();
        double[][] u = new double[a.length][s.length];
        factors.precondition(g, damping, epsilon, u);
        return u;
    }

    private static void assertSolves(double[][] a, double[][] s, double epsilon, double[][] u, double[][] g) {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < s.length; j++) {
                double sum = epsilon * u[i][j];
                for (int k = 0; k < a.length; k++) {
                    for (int l = 0; l < s.length; l++) {
                        sum += a[i][k] * u[k][l] * s[l][j];
                    }
                }
                assertEquals(g[i][j], sum, 1e-11);
            }
        }
    }

    private static double trace(double[][] matrix) {
        double sum = 0;
        for (int i = 0; i < matrix.length; i++) {
            sum += matrix[i][i];
        }
        return sum;
    }

    private double[][] definite(int n) {
        double[][] rows = random(n + 3, n);
        double[][] matrix = new double[n][n];
        for (double[] row : rows) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    matrix[i][j] += row[i] * row[j] / n;
                }
            }
        }
        return matrix;
    }

    private double[][] random(int rows, int columns) {
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextGaussian();
            }
        }
        return matrix;
    }
}
