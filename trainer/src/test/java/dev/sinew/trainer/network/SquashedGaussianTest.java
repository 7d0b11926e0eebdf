package dev.sinew.trainer.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Elementary;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.kernel.Normals;
import org.junit.jupiter.api.Test;

class SquashedGaussianTest {
    private static final int ROWS = 400;

    @Test
    void actionAndLogPiEqualTheirFormulaInFloat64() {
        RandomStream random = new RandomStream(1);
        Matrix head = head(random);
        SquashedGaussian policy = drawn(9);
        double[][] noise = noise(9);

        policy.sample(head, 0, ROWS);

        for (int r = 0; r < ROWS; r++) {
            double logPi = 0;
            for (int k = 0; k < 3; k++) {
                double[] expected = plain(at(head, r, k), at(head, r, 3 + k), noise[r][k]);
                assertEquals(expected[1], policy.action()[r * 3 + k], 3e-7);
                logPi += expected[2];
            }
            // a sum of nine terms of up to 30
            assertEquals(logPi, policy.logPi()[r], 2e-5);
        }
    }

    @Test
    void theFormulaGivesTheGoldenNumbers() {
        // μ = 0.5, log σ = −1, ε = 0.3
        double[] golden = plain(0.5, -1, 0.3);

        assertEquals(0.6103638323514327, golden[0], 1e-15);
        assertEquals(0.5443831590925281, golden[1], 1e-15);
        assertEquals(0.387539969798198, golden[2], 1e-14);
        // log(1 − tanh² 12): the form log(1 − a² + 1e-6) gives −13.8 there
        assertEquals(-22.61370563895561, 2 * (Math.log(2) - 12 - softplus(-24)), 1e-13);
    }

    @Test
    void logPiStaysExactWhereTheActionIsSaturated() {
        Matrix head = Matrix.byRow(1, 2);
        head.array()[0] = 12;
        head.array()[1] = -20;
        SquashedGaussian policy = new SquashedGaussian(1, 1);
        policy.draw(new RandomStream(4), 1);
        float[] z = new float[1 + Elementary.SPARE];
        new Normals(1).fill(new RandomStream(4), 1, z);

        policy.sample(head, 0, 1);

        double expected = -0.5 * z[0] * z[0] + 20 - 0.5 * Math.log(2 * Math.PI) + 22.61370563895561;
        assertEquals(expected, policy.logPi()[0], 1e-5);
        assertEquals(1f, policy.action()[0], 1e-6f);
    }

    @Test
    void holdsTheLogarithmOfTheDeviationAndItsGradient() {
        Matrix head = Matrix.byRow(2, 2);
        head.array()[1] = 3;
        head.array()[head.stride() + 1] = 2;
        SquashedGaussian policy = new SquashedGaussian(2, 1);
        policy.draw(new RandomStream(8), 2);
        Matrix dAction = Matrix.byRow(2, 1);
        Matrix dHead = Matrix.byRow(2, 2);

        policy.sample(head, 0, 2);
        policy.gradient(0, 0.1f, dAction, 0, dHead, 0);
        policy.gradient(1, 0.1f, dAction, 1, dHead, 1);

        assertEquals(0f, dHead.array()[1]);
        assertTrue(dHead.array()[dHead.stride() + 1] != 0f);
    }

    @Test
    void theModeIsTheTangentOfTheMean() {
        Matrix head = head(new RandomStream(2));
        SquashedGaussian policy = new SquashedGaussian(ROWS, 3);

        policy.mode(head, 0, ROWS);

        for (int r = 0; r < ROWS; r++) {
            assertEquals(Math.tanh(at(head, r, 1)), policy.action()[r * 3 + 1], 3e-7);
        }
    }

    @Test
    void gradientEqualsFiniteDifferencesOfTheFormula() {
        // L = α/B·log π + c·a for each entry; central differences in float64, error about h² = 1e-10
        RandomStream random = new RandomStream(3);
        Matrix head = head(random);
        SquashedGaussian policy = drawn(10);
        double[][] noise = noise(10);
        Matrix dAction = Matrix.byRow(ROWS, 3);
        Matrix dHead = Matrix.byRow(ROWS, 6);
        policy.sample(head, 0, ROWS);
        for (int r = 0; r < ROWS; r++) {
            for (int k = 0; k < 3; k++) {
                dAction.array()[r * dAction.stride() + k] = (float) random.nextGaussian();
            }
            policy.gradient(r, 0.25f, dAction, r, dHead, r);
        }
        double h = 1e-5;
        for (int r = 0; r < ROWS; r++) {
            for (int k = 0; k < 3; k++) {
                double mean = at(head, r, k);
                double logStd = at(head, r, 3 + k);
                double c = at(dAction, r, k);
                double e = noise[r][k];
                double dMean = (loss(mean + h, logStd, e, c) - loss(mean - h, logStd, e, c)) / (2 * h);
                double dLogStd = (loss(mean, logStd + h, e, c) - loss(mean, logStd - h, e, c)) / (2 * h);
                assertEquals(dMean, at(dHead, r, k), 2e-6 * (1 + Math.abs(dMean)));
                assertEquals(dLogStd, at(dHead, r, 3 + k), 2e-6 * (1 + Math.abs(dLogStd)));
            }
        }
    }

    @Test
    void reparameterisedAndScoreFunctionGradientAgree() {
        // d/dμ E[a²] in two ways, μ = 0.3, log σ = −0.5: E[2a·(1 − a²)] and E[a²·ε/σ]; four standard errors
        double std = Math.exp(-0.5);
        int count = 400_000;
        float[] z = new float[count + Elementary.SPARE];
        new Normals(count).fill(new RandomStream(6), count, z);
        double difference = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double a = Math.tanh(0.3 + std * z[i]);
            double d = 2 * a * (1 - a * a) - a * a * z[i] / std;
            difference += d / count;
            squares += d * d / count;
        }

        assertEquals(0, difference, 4 * Math.sqrt(squares / count));
    }

    private static double loss(double mean, double logStd, double noise, double c) {
        double[] sample = plain(mean, logStd, noise);
        return 0.25 * sample[2] + c * sample[1];
    }

    /// u, a and log π of one entry.
    private static double[] plain(double mean, double logStd, double noise) {
        double u = mean + Math.exp(logStd) * noise;
        double logNormal = -0.5 * noise * noise - logStd - 0.5 * Math.log(2 * Math.PI);
        return new double[] {u, Math.tanh(u), logNormal - 2 * (Math.log(2) - u - softplus(-2 * u))};
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static Matrix head(RandomStream random) {
        Matrix head = Matrix.byRow(ROWS, 6);
        for (int r = 0; r < ROWS; r++) {
            for (int k = 0; k < 3; k++) {
                head.array()[r * head.stride() + k] = (float) random.nextGaussian();
                head.array()[r * head.stride() + 3 + k] = (float) (random.nextGaussian() - 1) / 2;
            }
        }
        return head;
    }

    private static SquashedGaussian drawn(long seed) {
        SquashedGaussian policy = new SquashedGaussian(ROWS, 3);
        policy.draw(new RandomStream(seed), ROWS);
        return policy;
    }

    private static double[][] noise(long seed) {
        float[] z = new float[ROWS * 3 + Elementary.SPARE];
        new Normals(ROWS * 3).fill(new RandomStream(seed), ROWS * 3, z);
        double[][] noise = new double[ROWS][3];
        for (int i = 0; i < ROWS * 3; i++) {
            noise[i / 3][i % 3] = z[i];
        }
        return noise;
    }

    private static double at(Matrix matrix, int r, int c) {
        return matrix.array()[r * matrix.stride() + c];
    }
}
