package dev.sinew.trainer.algorithm.sac;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SacLossTest {
    private final SacLoss loss = new SacLoss(-1);

    @Test
    void softValueAddsEntropy() {
        // 4 − 0.5·(−2) = 5 and 1 − 0.5·2 = 0
        float[] value = new float[2];

        loss.softValue(new float[] {4, 1}, new float[] {-2, 2}, 0.5f, value);

        assertArrayEquals(new float[] {5, 0}, value);
    }

    @Test
    void targetBootstrapsUnlessTheTaskEnded() {
        // 1 + 0.9·5 = 5.5 while the task goes on, and 1 after a fall
        float[] y = new float[2];

        loss.softTarget(new float[] {1, 1}, new float[] {0.9f, 0}, new float[] {5, 5}, y);

        assertArrayEquals(new float[] {5.5f, 1}, y);
    }

    @Test
    void criticLossIsHalfTheMeanSquare() {
        // errors 1 and −3: ½·(1 + 9)/2 = 2.5, gradients 1/2 and −3/2
        float[] dQ = new float[2];

        double value = loss.critic(new float[] {2, 0}, new float[] {1, 3}, dQ);

        assertEquals(2.5, value);
        assertArrayEquals(new float[] {0.5f, -1.5f}, dQ);
    }

    @Test
    void actorLossWeighsEntropyAgainstTheValue() {
        // (0.5·2 − 1 + 0.5·(−4) − 2)/2 = −2
        double value = loss.actor(new float[] {1, 2}, new float[] {2, -4}, 0.5f);

        assertEquals(-2, value);
    }

    @Test
    void temperatureFallsWhileEntropyIsAboveItsTarget() {
        // entropy −mean log π = 3 above H̄ = −1: a descent on −(−3 − 1) = 4 lowers log α; entropy −2 below it raises
        assertEquals(4, loss.temperature(new float[] {-2, -4}));
        assertTrue(loss.temperature(new float[] {2, 2}) < 0);
    }
}
