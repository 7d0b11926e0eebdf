package dev.sinew.trainer.algorithm.trpo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TrpoLossTest {
    private final TrpoLoss loss = new TrpoLoss(0.01);

    @Test
    void theSurrogateIsTheMeanOfAdvantagesByTheirRatio() {
        // (1·2 + 0.5·(−4) + 2·1) / 3; what lies behind the advantages does not count
        assertEquals(2.0 / 3, loss.surrogate(new float[] {1, 0.5f, 2, 99}, new float[] {2, -4, 1}), 1e-7);
    }

    @Test
    void itsGradientIsThatOfDifferences() {
        double[] logRatio = {0.3, -0.8, 0.1, 1.2};
        float[] advantages = {2, -4, 1, 0.5f};
        float[] ratio = new float[4];
        for (int b = 0; b < 4; b++) {
            ratio[b] = (float) Math.exp(logRatio[b]);
        }
        float[] dLogPi = new float[4];

        loss.gradient(ratio, advantages, dLogPi);

        double h = 1e-6;
        for (int b = 0; b < 4; b++) {
            double up = Math.exp(logRatio[b] + h) * advantages[b] / 4;
            double down = Math.exp(logRatio[b] - h) * advantages[b] / 4;
            assertEquals((up - down) / (2 * h), dLogPi[b], 1e-6);
        }
    }

    @Test
    void theLongestStepSpendsTheWholeBound() {
        // ½·β²·xᵀAx = δ
        double step = loss.longestStep(3.7);

        assertEquals(0.01, 0.5 * step * step * 3.7, 1e-15);
    }

    @Test
    void acceptsWhatGainsWithinTheBoundOnly() {
        assertTrue(loss.accepts(1e-9, 0.01));
        assertFalse(loss.accepts(0, 0.005));
        assertFalse(loss.accepts(-1e-9, 0.005));
        assertFalse(loss.accepts(1, 0.0100001));
        assertFalse(loss.accepts(Double.NaN, 0.005));
        assertFalse(loss.accepts(1, Double.NaN));
    }
}
