package dev.sinew.trainer.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class InputGradientTest {
    /// Sums of up to 72 products of N(0, 1) in float32, a few ulp of 10, times a derivative of up to 10.
    private static final double TOLERANCE = 1e-4;

    private final Kernels kernels = new Kernels();
    private final RandomStream random = new RandomStream(4);

    @ParameterizedTest
    @CsvSource({"32, 17", "40, 24", "16, 12", "100, 72", "40, 1"})
    void equalsItsTwinForEveryNumberOfRows(int inputs, int outputs) {
        Dense layer = new Dense("layer", inputs, outputs, 0).inPanels();
        float[] parameters = Twin.random(random, layer);
        Transposed transposed = new Transposed(layer);
        transposed.refresh(parameters, 0, 1);
        for (int rows = 1; rows <= 64; rows++) {
            Matrix dY = Twin.random(random, Matrix.byRow(rows, outputs));
            for (Activation activation : Activation.values()) {
                Matrix x = Twin.random(random, Matrix.inBothForms(rows, inputs));
                INDArray expected = Twin.of(dY)
                        .mmul(Twin.weights(layer, parameters).transpose())
                        .mul(Twin.derivative(activation, Twin.of(x)));
                for (Matrix dX : forms(rows, inputs)) {
                    new InputGradient(kernels, transposed, dY, dX, x, activation).run(0, rows);

                    Twin.assertMatches(expected, dX, TOLERANCE, rows + " rows " + activation);
                }
            }
        }
    }

    @Test
    void takesTheDerivativeFromSelectedRows() {
        Dense layer = new Dense("layer", 20, 16, 0);
        float[] parameters = Twin.random(random, layer);
        Transposed transposed = new Transposed(layer);
        transposed.refresh(parameters, 0, 1);
        int[] rows = {4, 0, 2, 7, 7};
        Matrix dY = Twin.random(random, Matrix.byRow(8, 16));
        Matrix x = Twin.random(random, Matrix.byRow(8, 20));
        Matrix dX = Matrix.byRow(8, 20);

        new InputGradient(kernels, transposed, dY, dX, x, Activation.RELU).run(0, 5, rows);

        INDArray product = Twin.of(dY).mmul(Twin.weights(layer, parameters).transpose());
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < 20; c++) {
                double wanted = x.array()[rows[r] * x.stride() + c] > 0 ? product.getDouble(r, c) : 0;
                assertEquals(wanted, dX.array()[r * dX.stride() + c], TOLERANCE * (1 + Math.abs(wanted)));
            }
        }
    }

    @Test
    void givesTheGradientOfSomeInputsOnly() {
        Dense layer = new Dense("layer", 23, 32, 16);
        float[] parameters = Twin.random(random, layer);
        Transposed actions = new Transposed(layer, 17, 6);
        actions.refresh(parameters, 0, 2);
        actions.refresh(parameters, 1, 2);
        Matrix dY = Twin.random(random, Matrix.byRow(10, 32));
        Matrix dX = Matrix.byRow(10, 6);

        new InputGradient(kernels, actions, dY, dX, dX, Activation.IDENTITY).run(0, 10);

        INDArray all = Twin.of(dY).mmul(Twin.weights(layer, parameters).transpose());
        for (int r = 0; r < 10; r++) {
            for (int c = 0; c < 6; c++) {
                double wanted = all.getDouble(r, 17 + c);
                assertEquals(wanted, dX.array()[r * dX.stride() + c], TOLERANCE * (1 + Math.abs(wanted)));
            }
        }
    }

    @Test
    void refusesInputsThatTheLayerDoesNotHave() {
        Dense layer = new Dense("first", 6, 16, 0);

        var e = assertThrows(IllegalArgumentException.class, () -> new Transposed(layer, 4, 3));

        assertEquals("layer first must lie in panels and have inputs 4 to 6, had 6", e.getMessage());
    }

    private static List<Matrix> forms(int rows, int columns) {
        return List.of(Matrix.byRow(rows, columns), Matrix.byPanel(rows, columns), Matrix.inBothForms(rows, columns));
    }
}
