package dev.sinew.trainer.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/// Rewards 1, 2, 3 and values 0.5, 0.6, 0.7, then 0.8; γ 0.99, λ 0.95.
class GaeTest {
    private static final float TOLERANCE = 1e-6f;

    private final Gae gae = new Gae(0.99, 0.95);
    private final Rollout rollout = new Rollout(3, 1, 1, 1);

    GaeTest() {
        System.arraycopy(new float[] {1, 2, 3}, 0, rollout.rewards(), 0, 3);
        System.arraycopy(new float[] {0.5f, 0.6f, 0.7f}, 0, rollout.values(), 0, 3);
        rollout.lastValues()[0] = 0.8f;
    }

    @Test
    void sumsDiscountedErrorsToTheEndOfTheRollout() {
        // δ₂ = 3 + 0.99·0.8 − 0.7 = 3.092, δ₁ = 2.093, δ₀ = 1.094, each added 0.9405 of the next
        gae.fill(rollout);

        assertArrayEquals(new float[] {5.797465f, 5.001026f, 3.092f}, rollout.advantages(), TOLERANCE);
        assertArrayEquals(new float[] {6.297465f, 5.601026f, 3.792f}, rollout.returns(), TOLERANCE);
    }

    @Test
    void nothingCountsBeyondTheEndOfTheTask() {
        // δ₁ = 2 − 0.6 = 1.4, and what comes after belongs to another episode
        rollout.terminated()[1] = true;

        gae.fill(rollout);

        assertArrayEquals(new float[] {2.4107f, 1.4f, 3.092f}, rollout.advantages(), TOLERANCE);
    }

    @Test
    void aTimeLimitCutsTheSumButNotTheValue() {
        // δ₁ = 2 + 0.99·0.9 − 0.6 = 2.291
        rollout.truncated()[1] = true;
        rollout.finalValues()[1] = 0.9f;

        gae.fill(rollout);

        assertArrayEquals(new float[] {3.248686f, 2.291f, 3.092f}, rollout.advantages(), TOLERANCE);
    }

    @Test
    void worldsDoNotMix() {
        Rollout two = new Rollout(2, 2, 1, 1);
        System.arraycopy(new float[] {1, 10, 2, 20}, 0, two.rewards(), 0, 4);

        new Gae(0.5, 1).fill(two);

        assertArrayEquals(new float[] {2, 20, 2, 20}, two.advantages(), TOLERANCE);
    }

    @Test
    void valuesAnEndlessRewardAtItsLimit() {
        // with V = 1/(1 − γ) everywhere every error is 1 + γ·V − V = 0
        Rollout endless = new Rollout(5, 1, 1, 1);
        for (int t = 0; t < 5; t++) {
            endless.rewards()[t] = 1;
            endless.values()[t] = 10;
        }
        endless.truncated()[2] = true;
        endless.finalValues()[2] = 10;
        endless.lastValues()[0] = 10;

        new Gae(0.9, 0.95).fill(endless);

        assertArrayEquals(new float[5], endless.advantages(), TOLERANCE);
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertEquals(
                "discount must be in [0, 1], was 1.1",
                assertThrows(IllegalArgumentException.class, () -> new Gae(1.1, 0.9))
                        .getMessage());
        assertEquals(
                "lambda must be in [0, 1], was -0.1",
                assertThrows(IllegalArgumentException.class, () -> new Gae(0.9, -0.1))
                        .getMessage());
    }
}
