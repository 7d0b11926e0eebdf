package dev.sinew.trainer.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Widths that fill some panels and leave others half empty, rows that fill blocks and leave some over.
class MlpTangentTest {
    private static final int ROWS = 23;
    private static final int INPUTS = 19;

    private static final class Rig {
        final Mlp mlp;
        final Parameters parameters;
        final Parameters direction;
        final Matrix input = Matrix.byRow(ROWS, INPUTS);
        final MlpForward forward;
        final MlpTangent tangent;

        Rig(Activation activation, int outputs) {
            RandomStream random = new RandomStream(1);
            mlp = new Mlp(INPUTS, List.of(70, 33), outputs, activation).withMatrixOutput();
            parameters = mlp.initialize(random.split("parameters"));
            direction = mlp.initialize(random.split("direction"));
            for (int r = 0; r < ROWS; r++) {
                for (int k = 0; k < INPUTS; k++) {
                    input.array()[r * input.stride() + k] = (float) random.nextGaussian();
                }
            }
            Kernels kernels = new Kernels();
            forward = new MlpForward(kernels, mlp, parameters.values(), input);
            tangent = new MlpTangent(kernels, forward, input, parameters.values(), direction.values());
            forward.run(0, ROWS);
        }
    }

    @ParameterizedTest
    @CsvSource({"IDENTITY, 20", "RELU, 20", "TANH, 20", "ELU, 20", "TANH, 1", "ELU, 1"})
    void isTheDifferenceOfTheOutputAlongTheDirection(Activation activation, int outputs) {
        Rig rig = new Rig(activation, outputs);
        rig.tangent.run(0, ROWS);
        PlainPolicy plain = new PlainPolicy(rig.mlp, 0);
        double h = 1e-6;
        double[] up = PlainPolicy.wide(rig.parameters.values());
        double[] down = up.clone();
        for (int i = 0; i < up.length; i++) {
            up[i] += h * rig.direction.values()[i];
            down[i] -= h * rig.direction.values()[i];
        }
        double[][] states = PlainPolicy.rows(rig.input);
        double[][] moves = PlainPolicy.rows(rig.tangent.output());
        for (int r = 0; r < ROWS; r++) {
            double[] high = plain.mean(up, states[r]);
            double[] low = plain.mean(down, states[r]);
            for (int n = 0; n < high.length; n++) {
                assertEquals((high[n] - low[n]) / (2 * h), moves[r][n], 1e-5, "row " + r + ", output " + n);
            }
        }
    }

    @Test
    void rowsDoNotDependOnEachOther() {
        Rig whole = new Rig(Activation.TANH, 20);
        Rig split = new Rig(Activation.TANH, 20);
        whole.tangent.run(0, ROWS);
        split.tangent.run(9, ROWS);
        split.tangent.run(0, 9);

        float[] expected = whole.tangent.output().array();
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], split.tangent.output().array()[i], 0f);
        }
    }
}
