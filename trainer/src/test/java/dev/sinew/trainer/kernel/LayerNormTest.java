package dev.sinew.trainer.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.random.RandomStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class LayerNormTest {
    /// Float32 sums of up to 72 numbers near 1.
    private static final double TOLERANCE = 1e-5;

    private final RandomStream random = new RandomStream(5);

    @ParameterizedTest
    @ValueSource(ints = {2, 12, 16, 40, 72})
    void equalsItsTwinForEveryNumberOfRows(int columns) {
        LayerNorm.Layout layout = new LayerNorm.Layout(columns, 4);
        float[] parameters = parameters(layout);
        for (int rows = 1; rows <= 32; rows++) {
            Matrix x = Twin.random(random, Matrix.byRow(rows, columns));
            INDArray expected = normalized(x)
                    .muliRowVector(vector(parameters, layout.gain(), columns))
                    .addiRowVector(vector(parameters, layout.shift(), columns));
            for (Activation activation : Activation.values()) {
                Matrix y = Matrix.byRow(rows, columns);

                new LayerNorm(layout, parameters, x, y, activation).forward(0, rows);

                Twin.assertMatches(Twin.activate(activation, expected), y, TOLERANCE, rows + " rows " + activation);
            }
        }
    }

    /// The gradient of `Σ dY ⊙ y`, once by the closed form in ND4J.
    @ParameterizedTest
    @ValueSource(ints = {2, 12, 40, 72})
    void gradientsEqualTheirTwins(int columns) {
        LayerNorm.Layout layout = new LayerNorm.Layout(columns, 0);
        float[] parameters = parameters(layout);
        int rows = 9;
        Matrix x = Twin.random(random, Matrix.byRow(rows, columns));
        Matrix dY = Twin.random(random, Matrix.byRow(rows, columns));
        Matrix dX = Matrix.inBothForms(rows, columns);
        float[] gradient = new float[layout.end()];
        LayerNorm norm = new LayerNorm(layout, parameters, x, Matrix.byRow(rows, columns), Activation.IDENTITY);
        norm.forward(0, rows);
        LayerNormGradient back = new LayerNormGradient(norm, dY, dX);

        back.inputs(0, rows, IntStream.range(0, rows).toArray());
        back.weights(gradient);

        INDArray n = normalized(x);
        INDArray g = Twin.of(dY).muliRowVector(vector(parameters, layout.gain(), columns));
        INDArray inner = g.subColumnVector(g.mean(true, 1))
                .sub(n.mulColumnVector(g.mul(n).mean(true, 1)));
        INDArray expected = inner.divColumnVector(deviation(x));
        dX.fillPanels(0, rows);
        Twin.assertMatches(expected, dX, 1e-4, "dX");
        INDArray dGain = Twin.of(dY).mul(n).sum(0);
        INDArray dShift = Twin.of(dY).sum(0);
        for (int c = 0; c < columns; c++) {
            assertEquals(dGain.getDouble(c), gradient[layout.gain() + c], 1e-4);
            assertEquals(dShift.getDouble(c), gradient[layout.shift() + c], 1e-4);
        }
    }

    /// And once by differences, so that the closed form itself is held to something.
    @Test
    void theClosedFormEqualsDifferences() {
        double[] x = {0.3, -1.2, 0.7, 2.1, 0.2};
        double[] dY = {1, -0.5, 0.25, 2, -1};
        double h = 1e-6;
        double[] n = normalized(x);
        double mean = 0;
        double correlation = 0;
        for (int c = 0; c < 5; c++) {
            mean += dY[c] / 5;
            correlation += dY[c] * n[c] / 5;
        }
        for (int c = 0; c < 5; c++) {
            double[] above = x.clone();
            double[] below = x.clone();
            above[c] += h;
            below[c] -= h;
            double slope = (dot(dY, normalized(above)) - dot(dY, normalized(below))) / (2 * h);

            assertEquals(slope, (dY[c] - mean - n[c] * correlation) / deviation(x), 1e-8);
        }
    }

    @Test
    void takesSelectedRowsOfThePass() {
        LayerNorm.Layout layout = new LayerNorm.Layout(20, 0);
        float[] parameters = parameters(layout);
        Matrix x = Twin.random(random, Matrix.byRow(6, 20));
        LayerNorm norm = new LayerNorm(layout, parameters, x, Matrix.byRow(6, 20), Activation.IDENTITY);
        norm.forward(0, 6);
        Matrix dY = Twin.random(random, Matrix.byRow(6, 20));
        Matrix all = Matrix.byRow(6, 20);
        new LayerNormGradient(norm, dY, all).inputs(0, 6, new int[] {0, 1, 2, 3, 4, 5});
        Matrix moved = Matrix.byRow(6, 20);
        for (int c = 0; c < 20; c++) {
            Twin.set(moved, 1, c, dY.array()[4 * dY.stride() + c]);
        }
        Matrix dX = Matrix.byRow(6, 20);

        new LayerNormGradient(norm, moved, dX).inputs(1, 2, new int[] {0, 4});

        for (int c = 0; c < 20; c++) {
            assertEquals(all.array()[4 * all.stride() + c], dX.array()[dX.stride() + c]);
        }
    }

    @Test
    void givesTheSameBitsHoweverTheRowsAreSplit() {
        LayerNorm.Layout layout = new LayerNorm.Layout(40, 0);
        float[] parameters = parameters(layout);
        Matrix x = Twin.random(random, Matrix.byRow(13, 40));
        Matrix whole = Matrix.byRow(13, 40);
        Matrix parts = Matrix.byRow(13, 40);
        new LayerNorm(layout, parameters, x, whole, Activation.RELU).forward(0, 13);
        LayerNorm split = new LayerNorm(layout, parameters, x, parts, Activation.RELU);

        split.forward(7, 13);
        split.forward(0, 7);

        assertArrayEquals(whole.array(), parts.array());
    }

    private float[] parameters(LayerNorm.Layout layout) {
        float[] parameters = new float[layout.end()];
        for (int c = 0; c < layout.columns(); c++) {
            parameters[layout.gain() + c] = (float) random.uniform(0.5, 2);
            parameters[layout.shift() + c] = (float) random.nextGaussian();
        }
        return parameters;
    }

    private static INDArray vector(float[] parameters, int at, int columns) {
        double[][] v = new double[1][columns];
        for (int c = 0; c < columns; c++) {
            v[0][c] = parameters[at + c];
        }
        return Nd4j.create(v);
    }

    private static INDArray deviation(Matrix x) {
        INDArray centered = Twin.of(x).subColumnVector(Twin.of(x).mean(true, 1));
        return Transforms.sqrt(centered.mul(centered).mean(true, 1).add(LayerNorm.EPSILON));
    }

    private static INDArray normalized(Matrix x) {
        return Twin.of(x).subColumnVector(Twin.of(x).mean(true, 1)).divColumnVector(deviation(x));
    }

    private static double deviation(double[] x) {
        double mean = dot(x, new double[] {0.2, 0.2, 0.2, 0.2, 0.2});
        double variance = 0;
        for (double value : x) {
            variance += (value - mean) * (value - mean) / x.length;
        }
        return Math.sqrt(variance + LayerNorm.EPSILON);
    }

    private static double[] normalized(double[] x) {
        double mean = dot(x, new double[] {0.2, 0.2, 0.2, 0.2, 0.2});
        double[] n = new double[x.length];
        for (int c = 0; c < n.length; c++) {
            n[c] = (x[c] - mean) / deviation(x);
        }
        return n;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
