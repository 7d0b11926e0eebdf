package dev.sinew.trainer.algorithm.ppo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PpoLossTest {
    private final PpoLoss loss = new PpoLoss(0.2f, 0.5f);

    @Test
    void aRatioOutOfBoundsHasNoGradientWhereMovingOnWouldPay() {
        // min(r·Â, clamp(r)·Â): 1.3 for Â = 1 counts as 1.2, 0.7 for Â = −1 as −0.8; the other two count in full
        float[] ratio = {1.3f, 0.7f, 0.7f, 1.3f, 1.1f};
        float[] advantages = {1, -1, 1, -1, 2};
        float[] gradient = new float[5];

        double value = loss.policy(ratio, advantages, gradient);

        assertEquals(-(1.2 - 0.8 + 0.7 - 1.3 + 2.2) / 5, value, 1e-6);
        assertArrayEquals(new float[] {0, 0, -0.7f / 5, 1.3f / 5, -2.2f / 5}, gradient, 1e-6f);
    }

    @Test
    void atTheOldPolicyTheGradientIsThePolicyGradient() {
        float[] gradient = new float[2];

        loss.policy(new float[] {1, 1}, new float[] {3, -5}, gradient);

        assertArrayEquals(new float[] {-1.5f, 2.5f}, gradient);
    }

    @Test
    void theEstimateOfTheDivergenceIsNeverNegative() {
        // r − 1 − log r at r = 1.1 and 0.9: 0.0046898 and 0.0053605
        float[] ratio = {1.1f, 0.9f};
        float[] logs = {(float) Math.log(1.1), (float) Math.log(0.9)};

        assertEquals((0.0046898202 + 0.0053605157) / 2, loss.divergence(ratio, logs, 2), 1e-7);
    }

    @Test
    void countsRatiosOutOfBounds() {
        assertEquals(0.5, loss.clipped(new float[] {1.3f, 0.7f, 1.1f, 1f, 9f}, 4));
    }

    @Test
    void aValueMayMoveByItsBoundOnly() {
        // old 0, target 1: at 0.3 free; at 0.7 held to 0.5, whose error is the larger one: no gradient; at −0.7 held to
        // −0.5, whose error is the smaller one: the gradient pulls back
        float[] gradient = new float[3];

        double value = loss.value(new float[] {0.3f, 0.7f, -0.7f}, new float[3], new float[] {1, 1, 1}, 0.5f, gradient);

        assertEquals((0.49 + 0.25 + 2.89) / 3, value, 1e-6);
        assertArrayEquals(new float[] {-0.7f / 3, 0, -1.7f / 3}, gradient, 1e-6f);
    }

    @Test
    void withoutABoundItIsTheMeanSquare() {
        PpoLoss free = new PpoLoss(0.2f, Float.POSITIVE_INFINITY);
        float[] gradient = new float[2];

        double value = free.value(new float[] {2, -1}, new float[] {50, -50}, new float[] {0, 0}, 1, gradient);

        assertEquals(2.5, value, 1e-12);
        assertArrayEquals(new float[] {2, -1}, gradient);
    }
}
