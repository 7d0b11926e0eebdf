package dev.sinew.trainer.algorithm.ppokl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PpoKlLossTest {
    private static final double D = 0.01;

    @Test
    void theLossIsTheNegativeSurrogateAndItsGradientThatOfDifferences() {
        float[] advantages = {2, -4, 1, 0.5f};
        double[] logRatio = {0.3, -0.8, 0.1, 1.2};
        float[] dLogPi = new float[4];

        double loss = free().policy(ratios(logRatio), advantages, dLogPi);

        assertEquals(surrogate(logRatio, advantages), loss, 1e-6);
        for (int b = 0; b < 4; b++) {
            double[] up = logRatio.clone();
            double[] down = logRatio.clone();
            up[b] += 1e-6;
            down[b] -= 1e-6;
            assertEquals((surrogate(up, advantages) - surrogate(down, advantages)) / 2e-6, dLogPi[b], 1e-6);
        }
    }

    @Test
    void aClippedRatioCountsOnlyWhereItIsTheWorse() {
        // ratio above and below the bounds, advantage positive and negative: −r·Â/4 where moving on would do harm
        float[] ratio = {1.5f, 1.5f, 0.5f, 0.5f};
        float[] advantages = {1, -1, 1, -1};
        float[] dLogPi = new float[4];

        double loss = new PpoKlLoss(D, 0.2f).policy(ratio, advantages, dLogPi);

        assertEquals(-(1.2 - 1.5 + 0.5 - 0.8) / 4, loss, 1e-7);
        assertArrayEquals(new float[] {0, 0.375f, -0.125f, 0}, dLogPi, 1e-7f);
    }

    @Test
    void thePenaltyFollowsTheDivergence() {
        assertEquals(1, free().adapted(2, D / 1.5 * 0.999));
        assertEquals(2, free().adapted(2, D / 1.5 * 1.001));
        assertEquals(2, free().adapted(2, D));
        assertEquals(2, free().adapted(2, D * 1.499));
        assertEquals(4, free().adapted(2, D * 1.501));
    }

    @Test
    void thePenaltyComesBackFromATimeWithoutMovement() {
        double beta = 1;
        for (int i = 0; i < 3000; i++) {
            beta = free().adapted(beta, 0);
        }
        assertEquals(1e-6, beta);
        for (int i = 0; i < 3000; i++) {
            beta = free().adapted(beta, 1);
        }
        assertEquals(1e6, beta);
    }

    private static PpoKlLoss free() {
        return new PpoKlLoss(D, Float.POSITIVE_INFINITY);
    }

    private static float[] ratios(double[] logRatio) {
        float[] ratio = new float[logRatio.length];
        for (int b = 0; b < ratio.length; b++) {
            ratio[b] = (float) Math.exp(logRatio[b]);
        }
        return ratio;
    }

    private static double surrogate(double[] logRatio, float[] advantages) {
        double sum = 0;
        for (int b = 0; b < logRatio.length; b++) {
            sum -= Math.exp(logRatio[b]) * advantages[b] / logRatio.length;
        }
        return sum;
    }
}
