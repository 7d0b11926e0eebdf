package dev.sinew.trainer.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.LayerNorm;
import dev.sinew.trainer.kernel.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A network whose layers are normalised, against differences of the plain form in float64.
class NormalizedMlpTest {
    private static final int ROWS = 5;
    private static final int INPUTS = 4;
    private static final double STEP = 1e-6;

    private final RandomStream random = new RandomStream(8);
    private final Kernels kernels = new Kernels();
    private final Matrix input = Matrix.byRow(ROWS, INPUTS);
    private final float[] weights = new float[ROWS];

    NormalizedMlpTest() {
        for (int r = 0; r < ROWS; r++) {
            weights[r] = (float) random.uniform(-1, 1);
            for (int k = 0; k < INPUTS; k++) {
                input.array()[r * input.stride() + k] = (float) random.nextGaussian();
            }
        }
    }

    @Test
    void everyGradientEqualsDifferencesOfThePlainForm() {
        Mlp mlp = new Mlp(INPUTS, List.of(20, 12), 1, Activation.TANH).withLayerNorm(0);
        Parameters parameters = scattered(mlp);
        TransposedLayers transposed = new TransposedLayers(mlp, parameters, 1, 3);
        MlpForward forward = new MlpForward(kernels, mlp, parameters.values(), input);
        MlpBackward backward = new MlpBackward(kernels, forward, input, parameters, transposed);
        MlpInputGradient inputs = new MlpInputGradient(kernels, forward, parameters, transposed, 3);
        forward.run(0, ROWS);
        System.arraycopy(weights, 0, backward.scalarGradient(), 0, ROWS);

        backward.inputs(0, 2);
        backward.inputs(2, ROWS);
        backward.weights(0, 2);
        backward.weights(1, 2);
        inputs.run(0, ROWS, weights, IntStream.range(0, ROWS).toArray());

        double[] wide = wide(parameters.values());
        double[][] x = plainInput();
        double[] q = outputs(mlp, wide, x);
        for (int r = 0; r < ROWS; r++) {
            assertEquals(q[r], forward.scalars()[r], 1e-5);
        }
        assertParameters(mlp, wide, x, backward.gradient().values());
        assertInputs(mlp, wide, x, inputs.gradient());
    }

    private void assertParameters(Mlp mlp, double[] wide, double[][] x, float[] gradient) {
        for (int i = Dense.FIRST; i < mlp.size(); i++) {
            double kept = wide[i];
            wide[i] = kept + STEP;
            double above = loss(outputs(mlp, wide, x));
            wide[i] = kept - STEP;
            double below = loss(outputs(mlp, wide, x));
            wide[i] = kept;
            assertEquals((above - below) / (2 * STEP), gradient[i], 2e-5, "parameter " + i);
        }
    }

    private void assertInputs(Mlp mlp, double[] wide, double[][] x, Matrix gradient) {
        for (int r = 0; r < ROWS; r++) {
            for (int k = 1; k < INPUTS; k++) {
                x[r][k] += STEP;
                double above = loss(outputs(mlp, wide, x));
                x[r][k] -= 2 * STEP;
                double below = loss(outputs(mlp, wide, x));
                x[r][k] += STEP;
                float found = gradient.array()[r * gradient.stride() + k - 1];
                assertEquals((above - below) / (2 * STEP), found, 2e-5);
            }
        }
    }

    @Test
    void withDropoutTheGradientIsThatOfTheSumsThatStayed() {
        Mlp mlp = new Mlp(INPUTS, List.of(20, 12), 1, Activation.TANH).withLayerNorm(0.3);
        Parameters parameters = scattered(mlp);
        TransposedLayers transposed = new TransposedLayers(mlp, parameters);
        MlpForward forward = new MlpForward(kernels, mlp, parameters.values(), input);
        MlpBackward backward = new MlpBackward(kernels, forward, input, parameters, transposed);
        forward.drawDropout(random);
        forward.run(0, ROWS);
        System.arraycopy(weights, 0, backward.scalarGradient(), 0, ROWS);
        backward.inputs(0, ROWS);
        backward.weights(0, 1);

        // float32 values near 1, rounded to 1e-7, over a step of 2⁻⁸ both ways
        float h = 0x1p-8f;
        Dense first = mlp.hidden().getFirst();
        for (int n = 0; n < 20; n++) {
            int i = first.weight(n % INPUTS, n);
            parameters.values()[i] += h;
            forward.run(0, ROWS);
            double above = loss(wide(forward.scalars()));
            parameters.values()[i] -= 2 * h;
            forward.run(0, ROWS);
            double below = loss(wide(forward.scalars()));
            parameters.values()[i] += h;
            assertEquals((above - below) / (2 * h), backward.gradient().values()[i], 1e-3, "output " + n);
        }
    }

    @Test
    void dropsOtherSumsAfterEachDraw() {
        Mlp mlp = new Mlp(INPUTS, List.of(20, 12), 1, Activation.TANH).withLayerNorm(0.3);
        MlpForward forward = new MlpForward(kernels, mlp, scattered(mlp).values(), input);
        forward.drawDropout(random);
        forward.run(0, ROWS);
        float[] first = forward.scalars().clone();
        forward.run(0, ROWS);
        assertArrayEquals(first, forward.scalars());

        forward.drawDropout(random);
        forward.run(0, ROWS);

        assertFalse(Arrays.equals(first, forward.scalars()));
    }

    @Test
    void beginsWithGainsOfOneAndShiftsOfNone() {
        Mlp mlp = new Mlp(INPUTS, List.of(20), 1, Activation.RELU).withLayerNorm(0);
        float[] values = mlp.initialize(random).values();
        LayerNorm.Layout norm = mlp.norms().getFirst();

        for (int c = 0; c < 32; c++) {
            assertEquals(c < 20 ? 1 : 0, values[norm.gain() + c]);
            assertEquals(0, values[norm.shift() + c]);
        }
    }

    /// Drawn, with gains and shifts that are not their first values.
    private Parameters scattered(Mlp mlp) {
        Parameters parameters = mlp.initialize(random);
        for (LayerNorm.Layout norm : mlp.norms()) {
            for (int c = 0; c < norm.columns(); c++) {
                parameters.values()[norm.gain() + c] = (float) random.uniform(0.5, 1.5);
                parameters.values()[norm.shift() + c] = (float) random.uniform(-0.5, 0.5);
            }
        }
        return parameters;
    }

    private double loss(double[] q) {
        double sum = 0;
        for (int r = 0; r < ROWS; r++) {
            sum += weights[r] * q[r];
        }
        return sum;
    }

    private double[][] plainInput() {
        double[][] x = new double[ROWS][INPUTS];
        for (int r = 0; r < ROWS; r++) {
            for (int k = 0; k < INPUTS; k++) {
                x[r][k] = input.array()[r * input.stride() + k];
            }
        }
        return x;
    }

    private static double[] wide(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static double[] outputs(Mlp mlp, double[] parameters, double[][] x) {
        double[] q = new double[x.length];
        for (int r = 0; r < q.length; r++) {
            double[] h = x[r];
            for (int i = 0; i < mlp.hidden().size(); i++) {
                h = activated(mlp.norms().get(i), parameters, sums(mlp.hidden().get(i), parameters, h));
            }
            q[r] = sums(mlp.head(), parameters, h)[0];
        }
        return q;
    }

    private static double[] sums(Dense layer, double[] parameters, double[] x) {
        double[] y = new double[layer.outputs()];
        for (int n = 0; n < y.length; n++) {
            y[n] = parameters[layer.bias(n)];
            for (int k = 0; k < layer.inputs(); k++) {
                y[n] += parameters[layer.weight(k, n)] * x[k];
            }
        }
        return y;
    }

    private static double[] activated(LayerNorm.Layout norm, double[] parameters, double[] x) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance =
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        double[] y = new double[x.length];
        for (int c = 0; c < y.length; c++) {
            double n = (x[c] - mean) / Math.sqrt(variance + LayerNorm.EPSILON);
            y[c] = Math.tanh(parameters[norm.gain() + c] * n + parameters[norm.shift() + c]);
        }
        return y;
    }
}
