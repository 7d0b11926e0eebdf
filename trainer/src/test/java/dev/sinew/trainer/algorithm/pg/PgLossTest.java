package dev.sinew.trainer.algorithm.pg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import org.junit.jupiter.api.Test;

class PgLossTest {
    @Test
    void itsGradientIsThatOfDifferences() {
        double[] logRatio = {0.3, -0.8, 0.1, 1.2};
        float[] advantages = {2, -4, 1, 0.5f};
        float[] dLogPi = new float[4];

        double loss = new PgLoss(Float.POSITIVE_INFINITY).policy(ratios(logRatio), advantages, dLogPi);

        double expected = 0;
        for (int b = 0; b < 4; b++) {
            expected -= Math.exp(logRatio[b]) * advantages[b] / 4;
            double up = -Math.exp(logRatio[b] + 1e-6) * advantages[b] / 4;
            double down = -Math.exp(logRatio[b] - 1e-6) * advantages[b] / 4;
            assertEquals((up - down) / 2e-6, dLogPi[b], 1e-6);
        }
        assertEquals(expected, loss, 1e-6);
    }

    @Test
    void aTruncatedRatioStillMovesThePolicyButWithTheTruncatedWeight() {
        float[] dLogPi = new float[3];

        double loss = new PgLoss(2).policy(new float[] {4, 4, 0.5f}, new float[] {3, -3, 6}, dLogPi);

        assertArrayEquals(new float[] {-2, 2, -1}, dLogPi);
        assertEquals(-(2 * 3 - 2 * 3 + 0.5 * 6) / 3, loss, 1e-7);
    }

    @Test
    void theEstimateOfTheDivergenceIsNeverNegative() {
        RandomStream random = new RandomStream(1);
        PgLoss loss = new PgLoss(2);
        for (int i = 0; i < 1000; i++) {
            float[] ratio = {(float) Math.exp(random.nextGaussian()), 1};
            assertTrue(loss.divergence(ratio, 1) >= 0);
        }
        assertEquals(0, loss.divergence(new float[] {1, 1}, 2));
        assertEquals(0.5 - 1 + Math.log(2), loss.divergence(new float[] {0.5f, 7}, 1), 1e-7);
    }

    private static float[] ratios(double[] logRatio) {
        float[] ratio = new float[logRatio.length];
        for (int b = 0; b < ratio.length; b++) {
            ratio[b] = (float) Math.exp(logRatio[b]);
        }
        return ratio;
    }
}
