package dev.sinew.trainer.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FisherProductTest {
    private static final int STATES = 5;
    private static final int INPUTS = 3;

    /// Products are float32, entries of F between 0.1 and 10.
    private static final double TOLERANCE = 2e-5;

    private static final class Rig {
        final Mlp mlp;
        final Parameters parameters;
        final Matrix input;
        final FisherProduct fisher;
        final PlainPolicy plain;
        final double[] wide;

        Rig(Activation activation, int states, int actions) {
            RandomStream random = new RandomStream(4);
            mlp = new Mlp(INPUTS, List.of(5, 4), actions, activation).withMatrixOutput();
            parameters = mlp.initialize(Initialization.ORTHOGONAL, 1.4, 1, actions, random);
            for (int k = 0; k < actions; k++) {
                parameters.values()[parameters.freeOffset() + k] = -0.3f + 0.5f * k;
            }
            for (Dense layer : mlp.layers()) {
                for (int n = 0; n < layer.outputs(); n++) {
                    parameters.values()[layer.bias(n)] = (float) random.uniform(-0.3, 0.3);
                }
            }
            input = Matrix.byRow(states, INPUTS);
            for (int r = 0; r < states; r++) {
                for (int k = 0; k < INPUTS; k++) {
                    input.array()[r * input.stride() + k] = (float) random.nextGaussian();
                }
            }
            Kernels kernels = new Kernels();
            MlpForward forward = new MlpForward(kernels, mlp, parameters.values(), input);
            MlpBackward backward =
                    new MlpBackward(kernels, forward, input, parameters, new TransposedLayers(mlp, parameters));
            DiagonalGaussian distribution = new DiagonalGaussian(parameters);
            distribution.read(parameters.values());
            forward.run(0, states);
            fisher = new FisherProduct(kernels, forward, input, backward, parameters, distribution);
            plain = new PlainPolicy(mlp, actions);
            wide = PlainPolicy.wide(parameters.values());
        }

        double[] product(double[] v) {
            double[] product = new double[v.length];
            fisher.apply(v, product);
            return product;
        }

        double[] random(long seed) {
            RandomStream random = new RandomStream(seed);
            double[] v = new double[wide.length];
            for (int place : plain.places()) {
                v[place] = random.nextGaussian();
            }
            return v;
        }
    }

    @ParameterizedTest
    @CsvSource({"IDENTITY, 2", "RELU, 2", "TANH, 2", "ELU, 2", "TANH, 1"})
    void isTheExpectedOuterProductOfScores(Activation activation, int actions) {
        Rig rig = new Rig(activation, STATES, actions);
        double[] v = rig.random(1);
        double[] expected = new double[v.length];
        // scores are quadratic in the noise, their outer product of the fourth degree: the rule of three points of
        // Gauss and Hermite gives its expectation exactly
        double[] nodes = {-Math.sqrt(3), 0, Math.sqrt(3)};
        double[] weights = {1.0 / 6, 2.0 / 3, 1.0 / 6};
        for (double[] state : PlainPolicy.rows(rig.input)) {
            double[] mean = rig.plain.mean(rig.wide, state);
            for (int i = 0; i < Math.pow(3, actions); i++) {
                double[] action = mean.clone();
                double weight = 1;
                for (int k = 0, digits = i; k < actions; k++, digits /= 3) {
                    action[k] += nodes[digits % 3] * Math.exp(rig.wide[rig.mlp.size() + k]);
                    weight *= weights[digits % 3];
                }
                double[] score = rig.plain.gradient(rig.wide, theta -> rig.plain.logPi(theta, state, action));
                double share = weight / STATES * dot(score, v);
                for (int k = 0; k < v.length; k++) {
                    expected[k] += share * score[k];
                }
            }
        }

        assertArrayEquals(expected, rig.product(v), TOLERANCE * 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void isTheHessianOfTheDivergence(int actions) {
        Rig rig = new Rig(Activation.TANH, STATES, actions);
        double[] v = rig.random(2);
        double[][] states = PlainPolicy.rows(rig.input);
        double h = 1e-3;
        double[] up = rig.plain.gradient(moved(rig.wide, v, h), t -> rig.plain.divergence(rig.wide, t, states));
        double[] down = rig.plain.gradient(moved(rig.wide, v, -h), t -> rig.plain.divergence(rig.wide, t, states));

        double[] product = rig.product(v);

        for (int i = 0; i < v.length; i++) {
            assertEquals((up[i] - down[i]) / (2 * h), product[i], 1e-4, "entry " + i);
        }
    }

    @Test
    void isWhatLinearRegressionHasForTheHead() {
        // μ = W·h + b with h fixed: the block of output n is mean h·hᵀ/σ², no other output's
        Rig rig = new Rig(Activation.IDENTITY, STATES, 2);
        Dense head = rig.mlp.head();
        double[] v = new double[rig.wide.length];
        v[head.weight(1, 0)] = 1;
        double precision = Math.exp(-2 * rig.wide[rig.mlp.size()]);
        double[][] hidden = new double[STATES][];
        double[][] states = PlainPolicy.rows(rig.input);
        Mlp below = new Mlp(INPUTS, List.of(5), 4, Activation.IDENTITY);
        double[] theta = rig.wide.clone();
        for (int s = 0; s < STATES; s++) {
            hidden[s] = new PlainPolicy(below, 0).mean(theta, states[s]);
        }

        double[] product = rig.product(v);

        for (int k = 0; k < 4; k++) {
            double expected = 0;
            for (double[] h : hidden) {
                expected += h[k] * h[1] * precision / STATES;
            }
            assertEquals(expected, product[head.weight(k, 0)], TOLERANCE);
            assertEquals(0, product[head.weight(k, 1)], 0);
        }
    }

    @Test
    void isTwiceTheIdentityForTheLogarithmOfTheDeviation() {
        Rig rig = new Rig(Activation.TANH, STATES, 2);
        for (int k = 0; k < 2; k++) {
            double[] v = new double[rig.wide.length];
            v[rig.parameters.freeOffset() + k] = 1.5;
            double[] expected = new double[v.length];
            expected[rig.parameters.freeOffset() + k] = 3;

            assertArrayEquals(expected, rig.product(v), 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isSymmetric(Activation activation) {
        Rig rig = new Rig(activation, 70, 2);
        double[] u = rig.random(3);
        double[] v = rig.random(4);

        double left = dot(u, rig.product(v));

        assertEquals(left, dot(v, rig.product(u)), 1e-4 * (1 + Math.abs(left)));
    }

    @Test
    void refusesANetworkThatGivesOneNumberARow() {
        Mlp mlp = new Mlp(2, List.of(3), 1, Activation.TANH);
        Matrix input = Matrix.byRow(1, 2);
        float[] parameters = mlp.initialize(new RandomStream(1)).values();
        Kernels kernels = new Kernels();
        MlpForward forward = new MlpForward(kernels, mlp, parameters, input);

        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new MlpTangent(kernels, forward, input, parameters, parameters.clone()));

        assertEquals("network must give a matrix for a tangent, gave one number a row", e.getMessage());
    }

    private static double[] moved(double[] from, double[] v, double h) {
        double[] to = from.clone();
        for (int i = 0; i < to.length; i++) {
            to[i] += h * v[i];
        }
        return to;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
