package dev.sinew.trainer.algorithm.td3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class Td3LossTest {
    private final Td3Loss loss = new Td3Loss(0.2f, 0.5f);

    @Test
    void smoothsWithinTheNoisesOwnLimitAndTheActions() {
        assertEquals(0.1f + 0.2f, loss.smooth(0.1f, 1)); // 0.2·1
        assertEquals(0.1f - 0.5f, loss.smooth(0.1f, -4)); // 0.2·(−4) = −0.8, held at −0.5
        assertEquals(1, loss.smooth(0.9f, 2)); // 0.9 + 0.4, held at 1
        assertEquals(-1, loss.smooth(-0.9f, -100));
    }

    @Test
    void targetBootstrapsUnlessTheTaskEnded() {
        // 1 + 0.9·5 = 5.5 while the task goes on, and 1 after a fall
        float[] y = new float[2];

        loss.target(new float[] {1, 1}, new float[] {0.9f, 0}, new float[] {5, 5}, y);

        assertArrayEquals(new float[] {5.5f, 1}, y);
    }

    @Test
    void criticLossIsTheMeanSquare() {
        // errors 1 and −3: (1 + 9)/2 = 5, gradients 2·1/2 and 2·(−3)/2
        float[] dQ = new float[2];

        double value = loss.critic(new float[] {2, 0}, new float[] {1, 3}, dQ);

        assertEquals(5, value);
        assertArrayEquals(new float[] {1, -3}, dQ);
    }

    @Test
    void actorLossIsMinusTheMeanValue() {
        assertEquals(-2, loss.actor(new float[] {1, 3}));
    }
}
