package dev.sinew.trainer.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class ForwardTest {
    /// Sums of up to 100 products of N(0, 1) in float32: a few ulp of 10.
    private static final double TOLERANCE = 1e-5;

    private final Kernels kernels = new Kernels();
    private final RandomStream random = new RandomStream(3);

    // an odd and an even number of panels, sizes that fill the last panel and sizes that do not
    @ParameterizedTest
    @CsvSource({"17, 32", "23, 40", "1, 12", "64, 16", "100, 72", "23, 1"})
    void equalsItsTwinForEveryNumberOfRows(int inputs, int outputs) {
        Dense layer = new Dense("layer", inputs, outputs, 16).inPanels();
        float[] parameters = Twin.random(random, layer);
        for (int rows = 1; rows <= 64; rows++) {
            Matrix x = Twin.random(random, Matrix.byRow(rows, inputs));
            INDArray sums =
                    Twin.of(x).mmul(Twin.weights(layer, parameters)).addiRowVector(Twin.bias(layer, parameters));
            for (Activation activation : Activation.values()) {
                for (Matrix y : forms(rows, outputs)) {
                    new Forward(kernels, layer, parameters, x, y, activation).run(0, rows);

                    Twin.assertMatches(Twin.activate(activation, sums), y, TOLERANCE, rows + " rows " + activation);
                }
            }
        }
    }

    @Test
    void givesTheSameBitsHoweverTheRowsAreSplit() {
        Dense layer = new Dense("layer", 40, 48, 0);
        float[] parameters = Twin.random(random, layer);
        Matrix x = Twin.random(random, Matrix.byRow(37, 40));
        Matrix whole = Matrix.inBothForms(37, 48);
        new Forward(kernels, layer, parameters, x, whole, Activation.TANH).run(0, 37);
        for (int split = 0; split <= 37; split++) {
            Matrix parts = Matrix.inBothForms(37, 48);
            Forward forward = new Forward(kernels, layer, parameters, x, parts, Activation.TANH);

            forward.run(split, 37);
            forward.run(0, split);

            assertArrayEquals(whole.array(), parts.array());
            assertArrayEquals(whole.panelView().array, parts.panelView().array);
        }
    }

    @Test
    void readsTheFirstColumnsOfAWiderInput() {
        Dense layer = new Dense("layer", 5, 16, 0);
        float[] parameters = Twin.random(random, layer);
        Matrix wide = Twin.random(random, Matrix.byRow(9, 20));
        Matrix narrow = Matrix.byRow(9, 5);
        for (int r = 0; r < 9; r++) {
            for (int c = 0; c < 5; c++) {
                Twin.set(narrow, r, c, wide.array()[r * wide.stride() + c]);
            }
        }
        Matrix first = Matrix.byRow(9, 16);
        Matrix second = Matrix.byRow(9, 16);

        new Forward(kernels, layer, parameters, wide, first, Activation.RELU).run(0, 9);
        new Forward(kernels, layer, parameters, narrow, second, Activation.RELU).run(0, 9);

        assertArrayEquals(second.array(), first.array());
    }

    @Test
    void keepsANotANumber() {
        Dense layer = new Dense("layer", 2, 16, 0);
        float[] parameters = Twin.random(random, layer);
        Matrix x = Matrix.byRow(1, 2);
        Twin.set(x, 0, 0, Float.NaN);
        Matrix y = Matrix.byRow(1, 16);
        for (Activation activation : Activation.values()) {
            new Forward(kernels, layer, parameters, x, y, activation).run(0, 1);

            assertEquals(Float.NaN, y.array()[3], activation.name());
        }
    }

    @Test
    void refusesOperandsThatDoNotFit() {
        Dense layer = new Dense("first", 6, 16, 0);
        float[] parameters = new float[layer.end()];

        var columns = assertThrows(
                IllegalArgumentException.class,
                () -> new Forward(
                        kernels, layer, parameters, Matrix.byRow(2, 5), Matrix.byRow(2, 16), Activation.RELU));
        var rows = assertThrows(
                IllegalArgumentException.class,
                () -> new Forward(
                        kernels, layer, parameters, Matrix.byRow(2, 6), Matrix.byRow(3, 16), Activation.RELU));

        assertEquals("input of first must have at least 6 columns, had 5", columns.getMessage());
        assertEquals("operands must have as many rows, had 2 and 3", rows.getMessage());
    }

    @Test
    void refusesAColumn() {
        Dense layer = new Dense("head", 6, 1, 0);
        float[] parameters = new float[layer.end()];

        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new Forward(
                        kernels, layer, parameters, Matrix.byRow(2, 6), Matrix.byRow(2, 1), Activation.IDENTITY));

        assertEquals("layer head must lie in panels, was a column", e.getMessage());
    }

    private static List<Matrix> forms(int rows, int columns) {
        return List.of(Matrix.byRow(rows, columns), Matrix.byPanel(rows, columns), Matrix.inBothForms(rows, columns));
    }
}
