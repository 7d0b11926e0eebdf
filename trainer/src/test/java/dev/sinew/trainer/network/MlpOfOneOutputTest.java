package dev.sinew.trainer.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A policy of one action is a network of one output, as a value function is, and goes by row all the same.
class MlpOfOneOutputTest {
    private static final int ROWS = 7;

    private final RandomStream random = new RandomStream(2);
    private final Mlp mlp = new Mlp(3, List.of(5), 1, Activation.TANH);
    private final Parameters parameters = mlp.initialize(random);
    private final Matrix input = Matrix.byRow(ROWS, 3);
    private final MlpForward forward = new MlpForward(new Kernels(), mlp, parameters.values(), input);
    private final MlpBackward backward =
            new MlpBackward(new Kernels(), forward, input, parameters, new TransposedLayers(mlp, parameters));

    MlpOfOneOutputTest() {
        for (int r = 0; r < ROWS; r++) {
            for (int k = 0; k < 3; k++) {
                input.array()[r * input.stride() + k] = (float) random.nextGaussian();
            }
        }
        forward.run(0, ROWS);
    }

    @Test
    void givesItsOutputByRowToo() {
        for (int r = 0; r < ROWS; r++) {
            double[] x = new double[3];
            for (int k = 0; k < 3; k++) {
                x[k] = input.array()[r * input.stride() + k];
            }
            double[][] passed = new PlainMlp(mlp, parameters).forward(x);

            assertEquals(
                    passed[2][0], forward.output().array()[r * forward.output().stride()], 1e-6);
        }
    }

    @Test
    void takesTheGradientOfItsOutputByRowToo() {
        for (int r = 0; r < ROWS; r++) {
            backward.scalarGradient()[r] = r - 2.5f;
        }
        backward.inputs(0, ROWS);
        backward.weights(0, 1);
        float[] wanted = backward.gradient().values().clone();
        Matrix byRow = backward.outputGradient();
        for (int r = 0; r < ROWS; r++) {
            backward.scalarGradient()[r] = 0;
            byRow.array()[r * byRow.stride()] = r - 2.5f;
        }

        backward.takeOutputGradient(0, ROWS);
        backward.inputs(0, ROWS);
        backward.weights(0, 1);

        assertArrayEquals(wanted, backward.gradient().values());
        assertNotEquals(0, wanted[mlp.head().bias(0)]);
    }
}
