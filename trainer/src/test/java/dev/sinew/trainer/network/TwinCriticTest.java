package dev.sinew.trainer.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwinCriticTest {
    private static final int ROWS = 6;

    private final RandomStream random = new RandomStream(1);
    private final Kernels kernels = new Kernels();
    private final Mlp mlp = new Mlp(3, List.of(16, 16), 1, Activation.RELU);
    private final Matrix wanted = Matrix.byRow(ROWS, 3);
    private final Critic.Inputs inputs =
            new Critic.Inputs(Matrix.inBothForms(ROWS, 3), wanted, Matrix.byRow(ROWS, 3), 1);
    private final TwinCritic twins = new TwinCritic(critic(), critic(), ROWS);

    @Test
    void sortsRowsByTheSmallerCritic() {
        float[] first = {1, 5, 2, 2, 0, 9};
        float[] second = {2, 4, 2, 1, 1, 8};

        twins.select(first, second);

        int[] expected = {0, 2, 4, 1, 3, 5};
        for (int s = 0; s < ROWS; s++) {
            assertEquals(expected[s], twins.selected(s));
            assertSame(twins.get(s < 3 ? 0 : 1).actionGradient(), twins.actionGradient(s));
        }
    }

    @Test
    void gradientOfTheSmallerValueEqualsDifferences() {
        for (int r = 0; r < ROWS; r++) {
            for (int k = 0; k < 3; k++) {
                wanted.array()[r * wanted.stride() + k] = (float) random.uniform(-1, 1);
            }
        }
        double[] values = smaller();
        twins.select(twins.get(0).wantedValues(), twins.get(1).wantedValues());

        twins.actionGradient(0, 4, 2f);
        twins.actionGradient(4, ROWS, 2f);

        // float32 values near 0.1 over a step of 2⁻⁷, between the kinks of the network: 1e-8 · 2⁷
        float h = 0x1p-7f;
        for (int s = 0; s < ROWS; s++) {
            int row = twins.selected(s);
            wanted.array()[row * wanted.stride() + 2] += h;
            double slope = (smaller()[row] - values[row]) / h;
            wanted.array()[row * wanted.stride() + 2] -= h;
            Matrix gradient = twins.actionGradient(s);
            assertEquals(2 * slope, gradient.array()[s * gradient.stride()], 1e-4, "row " + row);
        }
    }

    @Test
    void theTargetBeginsAsACopyOfItsOwn() {
        Critic critic = critic();

        critic.parameters().values()[0] += 1;

        assertEquals(critic.target().values()[0] + 1, critic.parameters().values()[0], 1e-6);
        assertEquals(critic.target().values()[1], critic.parameters().values()[1]);
    }

    private double[] smaller() {
        twins.get(0).evaluateWanted();
        twins.get(1).evaluateWanted();
        double[] values = new double[ROWS];
        for (int r = 0; r < ROWS; r++) {
            values[r] = Math.min(twins.get(0).wantedValues()[r], twins.get(1).wantedValues()[r]);
        }
        return values;
    }

    private Critic critic() {
        return new Critic(kernels, mlp, mlp.initialize(random), inputs);
    }
}
