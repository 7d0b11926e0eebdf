package dev.sinew.trainer.algorithm.acktr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.network.Parameters;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcktrLossTest {
    private final AcktrLoss loss = new AcktrLoss(0.5, 0.002);

    @Test
    void policyLossWeighsLogPiByTheAdvantage() {
        // −(2·(−1) + (−4)·(−3))/2 = −5
        float[] dLogPi = new float[2];

        double value = loss.policy(new float[] {-1, -3}, new float[] {2, -4}, dLogPi);

        assertEquals(-5, value);
        assertArrayEquals(new float[] {-1, 2}, dLogPi);
    }

    @Test
    void valueLossIsTheMeanSquare() {
        // errors 1 and −3: (1 + 9)/2
        float[] dValues = new float[2];

        double value = loss.value(new float[] {2, 0}, new float[] {1, 3}, dValues);

        assertEquals(5, value);
        assertArrayEquals(new float[] {1, -3}, dValues);
    }

    @Test
    void scoreOfTheValueIsThatOfItsSampledSquare() {
        // (V − (V + ξ))² has the gradient 2·(V − (V + ξ)) = −2ξ
        float[] scores = new float[2];

        loss.valueScores(new float[] {0.5f, -1, 99}, scores);

        assertArrayEquals(new float[] {-1, 2}, scores);
    }

    @Test
    void weightsDecayAndBiasesDoNot() {
        Dense layer = new Dense("layer", 3, 2, 0);
        Dense head = new Dense("head", 2, 1, layer.end());
        Parameters parameters = new Parameters(List.of(layer, head));
        Parameters gradient = parameters.zeros();
        Arrays.fill(parameters.values(), 4f);
        Arrays.fill(gradient.values(), 1f);

        loss.decay(parameters, gradient);

        assertEquals(3f, gradient.values()[layer.weight(2, 1)]);
        assertEquals(1f, gradient.values()[layer.bias(1)]);
        assertEquals(3f, gradient.values()[head.weight(1, 0)]);
        assertEquals(1f, gradient.values()[head.bias(0)]);
    }

    @Test
    void learningRateFollowsTheDivergence() {
        assertEquals(0.02, loss.nextRate(0.03, 0.0041), 1e-15);
        assertEquals(0.03, loss.nextRate(0.03, 0.0039));
        assertEquals(0.03, loss.nextRate(0.03, 0.0011));
        assertEquals(0.045, loss.nextRate(0.03, 0.0009), 1e-15);
    }

    @Test
    void learningRateStaysInItsRange() {
        assertEquals(1, loss.nextRate(0.9, 0));
        assertEquals(1e-8, loss.nextRate(1.2e-8, 1));
    }
}
