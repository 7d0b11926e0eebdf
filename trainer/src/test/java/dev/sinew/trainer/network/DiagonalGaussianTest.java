package dev.sinew.trainer.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Elementary;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.kernel.Normals;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagonalGaussianTest {
    private static final int ROWS = 7;
    private static final int SIZE = 3;
    private static final float[] LOG_STD = {-0.7f, 0.2f, 0.9f};
    private static final float[] OLD_LOG_STD = {-0.5f, 0.1f, 1.1f};

    private static final Mlp SHAPE = new Mlp(1, List.of(2), SIZE, Activation.TANH);

    @Test
    void hasTheDensityOfTheNormalDistribution() {
        // log N(0.2; −0.4, 0.1²) = −½·6² − log 0.1 − ½·log 2π, a golden number of Stable-Baselines too
        DiagonalGaussian gaussian = gaussian((float) Math.log(0.1));
        float[] logPi = new float[1];

        gaussian.logPi(means(new double[][] {{-0.4}}), 0, 1, new float[] {0.2f}, logPi);

        assertEquals(-16.61635344021063, logPi[0], 2e-5);
    }

    @Test
    void hasTheDivergenceOfTheTextbook() {
        // Σ log σ₁/σ₀ + (σ₀² + (μ₀ − μ₁)²)/(2σ₁²) − ½, worked out in float64
        DiagonalGaussian first = gaussian(0f, -0.5f);
        DiagonalGaussian second = gaussian(-0.1f, -0.4f);
        Matrix firstMean = means(new double[][] {{0, 1}});
        Matrix secondMean = means(new double[][] {{0.1, 0.8}});

        assertEquals(0.0706845879797261, second.divergenceFrom(first, firstMean, secondMean, 1), 1e-7);
        assertEquals(0.0794323921882567, first.divergenceFrom(second, secondMean, firstMean, 1), 1e-7);
        assertEquals(0, first.divergenceFrom(first, firstMean, firstMean, 1), 1e-7);
    }

    @Test
    void theGradientOfTheDensityIsThatOfDifferences() {
        DiagonalGaussian gaussian = gaussian(LOG_STD);
        double[][] mean = normal(1);
        double[][] action = normal(2);
        float[] weights = {0.3f, -1.2f, 2f, 0.7f, -0.1f, 1f, -0.6f};
        Matrix dMean = Matrix.inBothForms(ROWS, SIZE);
        float[] gradient = new Parameters(SHAPE.layers(), SIZE).values();

        gaussian.gradient(means(mean), ROWS, flat(action), weights, dMean, gradient);

        for (int r = 0; r < ROWS; r++) {
            for (int k = 0; k < SIZE; k++) {
                int row = r;
                int column = k;
                double byMean = difference(h -> {
                    double[] moved = mean[row].clone();
                    moved[column] += h;
                    return weights[row] * logPi(moved, LOG_STD, action[row]);
                });
                assertEquals(byMean, dMean.array()[r * dMean.stride() + k], 1e-5);
            }
        }
        for (int k = 0; k < SIZE; k++) {
            int column = k;
            double byLogStd = difference(h -> {
                double sum = 0;
                for (int r = 0; r < ROWS; r++) {
                    sum += weights[r] * logPi(mean[r], moved(LOG_STD, column, h), action[r]);
                }
                return sum;
            });
            assertEquals(byLogStd, gradient[SHAPE.size() + k], 2e-5);
        }
    }

    @Test
    void theGradientOfTheDivergenceIsThatOfDifferencesAndIsAdded() {
        DiagonalGaussian gaussian = gaussian(LOG_STD);
        DiagonalGaussian old = gaussian(OLD_LOG_STD);
        double[][] mean = normal(3);
        double[][] oldMean = normal(4);
        Matrix dMean = Matrix.inBothForms(ROWS, SIZE);
        dMean.array()[0] = 5;
        float[] gradient = new Parameters(SHAPE.layers(), SIZE).values();
        gradient[SHAPE.size()] = 7;

        gaussian.addDivergenceGradient(old, means(oldMean), means(mean), 2.5, dMean, gradient);

        for (int r = 0; r < ROWS; r++) {
            for (int k = 0; k < SIZE; k++) {
                int row = r;
                int column = k;
                double byMean = difference(h -> {
                    double[] moved = mean[row].clone();
                    moved[column] += h;
                    return 2.5 / ROWS * divergence(oldMean[row], OLD_LOG_STD, moved, LOG_STD);
                });
                double before = r == 0 && k == 0 ? 5 : 0;
                assertEquals(before + byMean, dMean.array()[r * dMean.stride() + k], 1e-5);
            }
        }
        for (int k = 0; k < SIZE; k++) {
            int column = k;
            double byLogStd = difference(h -> {
                double sum = 0;
                for (int r = 0; r < ROWS; r++) {
                    sum += 2.5 / ROWS * divergence(oldMean[r], OLD_LOG_STD, mean[r], moved(LOG_STD, column, h));
                }
                return sum;
            });
            assertEquals((k == 0 ? 7 : 0) + byLogStd, gradient[SHAPE.size() + k], 2e-5);
        }
    }

    @Test
    void theEntropyIsWhatDrawsSay() {
        DiagonalGaussian gaussian = gaussian(LOG_STD);
        int draws = 40_000;
        Matrix mean = Matrix.byRow(draws, SIZE);
        float[] actions = new float[draws * SIZE];
        float[] noise = new float[draws * SIZE + Elementary.SPARE];
        gaussian.sample(mean, draws, new Normals(draws * SIZE), new RandomStream(5), noise, actions, 0);
        float[] logPi = new float[draws];
        gaussian.logPi(mean, 0, draws, actions, logPi);
        double sum = 0;
        for (float value : logPi) {
            sum -= value;
        }

        // −log π has a variance of ½ for each entry: the mean of 40,000 is within 0.006 one time in three
        assertEquals(gaussian.entropy(), sum / draws, 0.02);
        assertEquals(-0.7 + 0.2 + 0.9 + 1.5 * Math.log(2 * Math.PI * Math.E), gaussian.entropy(), 1e-6);
    }

    @Test
    void drawsHaveTheirMeanAndDeviation() {
        DiagonalGaussian gaussian = gaussian(LOG_STD);
        int draws = 20_000;
        Matrix mean = Matrix.byRow(draws, SIZE);
        for (int r = 0; r < draws; r++) {
            mean.array()[r * mean.stride() + 1] = 3;
        }
        float[] actions = new float[4 + draws * SIZE];
        float[] noise = new float[draws * SIZE + Elementary.SPARE];

        gaussian.sample(mean, draws, new Normals(draws * SIZE), new RandomStream(6), noise, actions, 4);

        assertArrayEquals(new float[4], new float[] {actions[0], actions[1], actions[2], actions[3]});
        for (int k = 0; k < SIZE; k++) {
            double sum = 0;
            double squares = 0;
            for (int r = 0; r < draws; r++) {
                double value = actions[4 + r * SIZE + k];
                sum += value / draws;
                squares += value * value / draws;
            }
            double std = Math.exp(LOG_STD[k]);
            assertEquals(k == 1 ? 3 : 0, sum, 4 * std / Math.sqrt(draws));
            assertEquals(std, Math.sqrt(squares - sum * sum), 0.02 * std);
        }
    }

    private static DiagonalGaussian gaussian(float... logStd) {
        Parameters parameters = new Parameters(new Mlp(1, List.of(2), SIZE, Activation.TANH).layers(), logStd.length);
        System.arraycopy(logStd, 0, parameters.values(), parameters.freeOffset(), logStd.length);
        DiagonalGaussian gaussian = new DiagonalGaussian(parameters);
        gaussian.read(parameters.values());
        return gaussian;
    }

    private static double logPi(double[] mean, float[] logStd, double[] action) {
        return logPi(mean, wide(logStd), action);
    }

    private static double logPi(double[] mean, double[] logStd, double[] action) {
        double sum = 0;
        for (int k = 0; k < SIZE; k++) {
            double z = (action[k] - mean[k]) / Math.exp(logStd[k]);
            sum -= 0.5 * z * z + logStd[k] + 0.5 * Math.log(2 * Math.PI);
        }
        return sum;
    }

    private static double divergence(double[] oldMean, float[] oldLogStd, double[] mean, float[] logStd) {
        return divergence(oldMean, oldLogStd, mean, wide(logStd));
    }

    private static double divergence(double[] oldMean, float[] oldLogStd, double[] mean, double[] logStd) {
        double sum = 0;
        for (int k = 0; k < SIZE; k++) {
            double variance = Math.exp(2 * logStd[k]);
            double difference = oldMean[k] - mean[k];
            sum += logStd[k]
                    - oldLogStd[k]
                    + (Math.exp(2 * oldLogStd[k]) + difference * difference) / (2 * variance)
                    - 0.5;
        }
        return sum;
    }

    private interface Moved {
        double at(double h);
    }

    private static double difference(Moved moved) {
        return (moved.at(1e-5) - moved.at(-1e-5)) / 2e-5;
    }

    private static double[] moved(float[] logStd, int column, double h) {
        double[] moved = wide(logStd);
        moved[column] += h;
        return moved;
    }

    private static double[] wide(float[] numbers) {
        return PlainPolicy.wide(numbers);
    }

    /// Numbers that float32 holds exactly.
    private static double[][] normal(long seed) {
        RandomStream random = new RandomStream(seed);
        double[][] rows = new double[ROWS][SIZE];
        for (double[] row : rows) {
            for (int k = 0; k < SIZE; k++) {
                row[k] = (float) random.nextGaussian();
            }
        }
        return rows;
    }

    private static Matrix means(double[][] rows) {
        Matrix matrix = Matrix.byRow(rows.length, rows[0].length);
        for (int r = 0; r < rows.length; r++) {
            for (int k = 0; k < rows[r].length; k++) {
                matrix.array()[r * matrix.stride() + k] = (float) rows[r][k];
            }
        }
        return matrix;
    }

    private static float[] flat(double[][] rows) {
        float[] flat = new float[ROWS * SIZE];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) rows[i / SIZE][i % SIZE];
        }
        return flat;
    }
}
