package dev.sinew.trainer.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class WeightGradientTest {
    /// Sums of up to 64 products of N(0, 1) in float32: a few ulp of 10.
    private static final double TOLERANCE = 1e-5;

    private final RandomStream random = new RandomStream(5);

    @ParameterizedTest
    @CsvSource({"17, 32", "23, 40", "1, 12", "64, 16", "23, 1"})
    void equalsItsTwinForEveryNumberOfRows(int inputs, int outputs) {
        Dense layer = new Dense("layer", inputs, outputs, 32).inPanels();
        for (int rows = 1; rows <= 64; rows++) {
            Matrix x = Twin.random(random, Matrix.byRow(rows, inputs + 6));
            Matrix dY = Twin.random(random, Matrix.byPanel(rows, outputs));
            float[] gradient = new float[layer.end()];
            Arrays.fill(gradient, 32, gradient.length, Float.NaN);

            new WeightGradient(new Kernels(), layer, x, dY, gradient).run(0, 1);

            INDArray all = Twin.of(x).transpose().mmul(Twin.of(dY));
            INDArray bias = Twin.of(dY).sum(0);
            assertGradient(layer, gradient, all, bias, rows + " rows");
        }
    }

    @Test
    void givesTheSameBitsInOnePartAndInTwo() {
        Dense layer = new Dense("layer", 30, 80, 0);
        Matrix x = Twin.random(random, Matrix.byRow(50, 30));
        Matrix dY = Twin.random(random, Matrix.byPanel(50, 80));
        float[] whole = new float[layer.end()];
        float[] halves = new float[layer.end()];
        new WeightGradient(new Kernels(), layer, x, dY, whole).run(0, 1);

        WeightGradient split = new WeightGradient(new Kernels(), layer, x, dY, halves);
        split.run(1, 2);
        split.run(0, 2);

        assertArrayEquals(whole, halves);
    }

    private static void assertGradient(Dense layer, float[] gradient, INDArray all, INDArray bias, String what) {
        double[][] weights = all.toDoubleMatrix();
        for (int n = 0; n < layer.paddedOutputs(); n++) {
            boolean exists = n < layer.outputs();
            double wantedBias = exists ? bias.getDouble(n) : 0;
            assertEquals(wantedBias, gradient[layer.bias(n)], TOLERANCE * (1 + Math.abs(wantedBias)), what);
            for (int k = 0; k < layer.paddedInputs(); k++) {
                double wanted = exists && k < layer.inputs() ? weights[k][n] : 0;
                assertEquals(wanted, gradient[layer.weight(k, n)], TOLERANCE * (1 + Math.abs(wanted)), what);
            }
        }
    }
}
