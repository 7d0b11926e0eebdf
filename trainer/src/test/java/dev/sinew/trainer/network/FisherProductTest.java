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
import org.junit.jupiter.params.provider.EnumSource;

class FisherProductTest {
    private static final int STATES = 5;
    private static final int INPUTS = 3;
    private static final int ACTIONS = 2;

    /// Products are float32, entries of F between 0.1 and 10.
    private static final double TOLERANCE = 2e-5;

    private static final class Rig {
        final Mlp mlp;
        final Parameters parameters;
        final Matrix input;
        final FisherProduct fisher;
        final PlainPolicy plain;
        final double[] wide;

        Rig(Activation activation, int states) {
            RandomStream random = new RandomStream(4);
            mlp = new Mlp(INPUTS, List.of(5, 4), ACTIONS, activation);
            parameters = mlp.initialize(Initialization.ORTHOGONAL, 1.4, 1, ACTIONS, random);
            for (int k = 0; k < ACTIONS; k++) {
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
            plain = new PlainPolicy(mlp, ACTIONS);
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
    @EnumSource
    void isTheExpectedOuterProductOfScores(Activation activation) {
        Rig rig = new Rig(activation, STATES);
        double[] v = rig.random(1);
        double[] expected = new double[v.length];
        // scores are quadratic in the noise, their outer product of the fourth degree: Gauss and Hermite's rule of
        // three
        // points gives its expectation exactly
        double[] nodes = {-Math.sqrt(3), 0, Math.sqrt(3)};
        double[] weights = {1.0 / 6, 2.0 / 3, 1.0 / 6};
        for (double[] state : PlainPolicy.rows(rig.input)) {
            double[] mean = rig.plain.mean(rig.wide, state);
            for (int i = 0; i < 9; i++) {
                double[] action = mean.clone();
                action[0] += nodes[i % 3] * Math.exp(rig.wide[rig.mlp.size()]);
                action[1] += nodes[i / 3] * Math.exp(rig.wide[rig.mlp.size() + 1]);
                double[] score = rig.plain.gradient(rig.wide, theta -> rig.plain.logPi(theta, state, action));
                double share = weights[i % 3] * weights[i / 3] / STATES * dot(score, v);
                for (int k = 0; k < v.length; k++) {
                    expected[k] += share * score[k];
                }
            }
        }

        assertArrayEquals(expected, rig.product(v), TOLERANCE * 10);
    }

    @Test
    void isTheHessianOfTheDivergence() {
        Rig rig = new Rig(Activation.TANH, STATES);
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
        Rig rig = new Rig(Activation.IDENTITY, STATES);
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
        Rig rig = new Rig(Activation.TANH, STATES);
        for (int k = 0; k < ACTIONS; k++) {
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
        Rig rig = new Rig(activation, 70);
        double[] u = rig.random(3);
        double[] v = rig.random(4);

        double left = dot(u, rig.product(v));

        assertEquals(left, dot(v, rig.product(u)), 1e-4 * (1 + Math.abs(left)));
    }

    @Test
    void refusesANetworkWithOneOutput() {
        Mlp mlp = new Mlp(2, List.of(3), 1, Activation.TANH);
        Matrix input = Matrix.byRow(1, 2);
        float[] parameters = mlp.initialize(new RandomStream(1)).values();
        Kernels kernels = new Kernels();
        MlpForward forward = new MlpForward(kernels, mlp, parameters, input);

        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new MlpTangent(kernels, forward, input, parameters, parameters.clone()));

        assertEquals("network must have at least 2 outputs for a tangent, had 1", e.getMessage());
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
