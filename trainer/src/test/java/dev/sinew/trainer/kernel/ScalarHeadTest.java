package dev.sinew.trainer.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.random.RandomStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ScalarHeadTest {
    /// Sums of up to 100 products of N(0, 1) in float32: a few ulp of 10.
    private static final double TOLERANCE = 1e-5;

    private final RandomStream random = new RandomStream(6);

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 40, 100})
    void equalsItsTwinForEveryNumberOfRows(int inputs) {
        Dense layer = new Dense("head", inputs, 1, 16);
        float[] parameters = Twin.random(random, layer);
        for (int rows = 1; rows <= 64; rows++) {
            Matrix h = Twin.random(random, Matrix.byRow(rows, inputs));
            float[] q = new float[rows];

            new ScalarHead(layer, parameters, h).forward(0, rows, q);

            INDArray expected = Twin.of(h).mmul(Twin.weights(layer, parameters)).add(parameters[layer.bias(0)]);
            for (int r = 0; r < rows; r++) {
                assertEquals(expected.getDouble(r, 0), q[r], TOLERANCE * (1 + Math.abs(expected.getDouble(r, 0))));
            }
        }
    }

    @Test
    void gradientsEqualTheirTwinsForEveryNumberOfRows() {
        Dense layer = new Dense("head", 40, 1, 0);
        float[] parameters = Twin.random(random, layer);
        for (int rows = 1; rows <= 64; rows++) {
            for (Activation activation : Activation.values()) {
                Matrix h = Twin.random(random, Matrix.inBothForms(rows, 40));
                Matrix dH = Matrix.inBothForms(rows, 40);
                float[] dq = normals(rows);
                float[] gradient = new float[layer.end()];
                var head = new ScalarHeadGradient(layer, parameters, activation, h, dH);

                head.inputs(0, rows, dq, IntStream.range(0, rows).toArray());
                head.weights(dq, gradient);

                INDArray column =
                        Nd4j.createFromArray(dq).castTo(DataType.DOUBLE).reshape(rows, 1);
                INDArray back = column.mmul(Twin.weights(layer, parameters).transpose())
                        .mul(Twin.derivative(activation, Twin.of(h)));
                Twin.assertMatches(back, dH, TOLERANCE, rows + " rows " + activation);
                INDArray weights = Twin.of(h).transpose().mmul(column);
                for (int k = 0; k < 40; k++) {
                    assertEquals(weights.getDouble(k, 0), gradient[layer.weight(k, 0)], 1e-4);
                }
                assertEquals(column.sumNumber().doubleValue(), gradient[layer.bias(0)], 1e-5);
            }
        }
    }

    @Test
    void backPropagatesSelectedRowsOnly() {
        Dense layer = new Dense("head", 20, 1, 0);
        float[] parameters = Twin.random(random, layer);
        Matrix h = Twin.random(random, Matrix.byRow(6, 20));
        Matrix dH = Matrix.byRow(6, 20);
        int[] rows = {5, 1, 0};

        new ScalarHeadGradient(layer, parameters, Activation.RELU, h, dH).inputs(0, 3, new float[] {1, 2, 3}, rows);

        for (int r = 0; r < 6; r++) {
            for (int c = 0; c < 20; c++) {
                boolean on = r < 3 && h.array()[rows[r] * h.stride() + c] > 0;
                assertEquals(on ? (r + 1) * parameters[layer.weight(c, 0)] : 0, dH.array()[r * dH.stride() + c]);
            }
        }
    }

    @Test
    void refusesALayerInPanels() {
        Dense layer = new Dense("head", 20, 1, 0).inPanels();
        float[] parameters = new float[layer.end()];

        var e = assertThrows(
                IllegalArgumentException.class, () -> new ScalarHead(layer, parameters, Matrix.byRow(6, 20)));

        assertEquals("layer head must be a column, lay in panels", e.getMessage());
    }

    private float[] normals(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
