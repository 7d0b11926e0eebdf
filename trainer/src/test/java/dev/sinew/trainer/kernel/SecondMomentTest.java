package dev.sinew.trainer.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class SecondMomentTest {
    /// Sums of up to 64 products of N(0, 1) in float32: a few ulp of 10.
    private static final double TOLERANCE = 1e-5;

    private final RandomStream random = new RandomStream(8);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 40})
    void equalsItsTwinForEveryNumberOfRowsInEveryForm(int columns) {
        for (int rows = 1; rows <= 64; rows++) {
            for (Matrix x : List.of(
                    Matrix.byRow(rows, columns), Matrix.byPanel(rows, columns), Matrix.inBothForms(rows, columns))) {
                SecondMoment moment = new SecondMoment(new Kernels(), Twin.random(random, x));

                moment.run();

                assertMatches(Twin.of(x), moment, rows + " rows");
            }
        }
    }

    @Test
    void seesNewNumbersOfTheSameBatch() {
        Matrix x = Twin.random(random, Matrix.byPanel(9, 5));
        SecondMoment moment = new SecondMoment(new Kernels(), x);
        moment.run();
        Twin.random(random, x);

        moment.run();

        assertMatches(Twin.of(x), moment, "second run");
    }

    private static void assertMatches(INDArray x, SecondMoment moment, String what) {
        double[][] products = x.transpose().mmul(x).toDoubleMatrix();
        INDArray sums = x.sum(0);
        assertEquals(products.length, moment.columns());
        for (int i = 0; i < products.length; i++) {
            assertEquals(sums.getDouble(i), moment.sum(i), TOLERANCE * (1 + Math.abs(sums.getDouble(i))), what);
            for (int j = 0; j < products.length; j++) {
                double wanted = products[i][j];
                assertEquals(wanted, moment.product(i, j), TOLERANCE * (1 + Math.abs(wanted)), what);
            }
        }
    }
}
