package dev.sinew.runtime.shadow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.bus.VirtualClock;
import dev.sinew.hal.control.Policy;
import dev.sinew.runtime.journal.Allocation;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShadowedPolicyTest {
    private static final int RATE = 100;

    private final VirtualClock clock = new VirtualClock();
    private final float[] observation = {0.25f, -0.5f, 1};
    private final float[] action = new float[2];
    private int asked;

    private static boolean drive(float[] observation, float[] action) {
        action[0] = 2 * observation[0];
        action[1] = observation[1];
        return true;
    }

    /// {@return a policy that differs from the driving one in its second entry}
    private Policy off(float difference) {
        return (seen, out) -> {
            asked++;
            drive(seen, out);
            out[1] += difference;
            return true;
        };
    }

    private ShadowedPolicy shadowed(Policy driving, Policy shadow) {
        return new ShadowedPolicy(driving, shadow, new ShadowedPolicy.Sizes(3, 2), clock, RATE);
    }

    @Test
    void thePolicyBesideItselfDivergesByNothing() {
        ShadowedPolicy both = shadowed(ShadowedPolicyTest::drive, ShadowedPolicyTest::drive);
        for (int tick = 0; tick < 50; tick++) {
            observation[0] = 0.01f * tick;
            assertTrue(both.act(observation, action));
        }

        assertEquals(50, both.divergence().compared());
        assertEquals(50, both.divergence().counts()[0]);
        assertEquals(0, both.divergence().largest());
        assertEquals(0, both.divergence().quantile(0.99));
    }

    // −0.5 is the driving entry: a difference that is a power of two stays exact there down to 2⁻²⁴
    @ParameterizedTest
    @CsvSource({"0.5, 25", "-0.5, 25", "0.75, 25", "1, 26", "2, 27", "64, 27", "0.25, 24", "5.9604645e-8, 2"})
    void eachDifferenceIsCountedInItsDoubling(float difference, int index) {
        ShadowedPolicy both = shadowed(ShadowedPolicyTest::drive, off(difference));
        both.act(observation, action);

        assertEquals(
                1,
                both.divergence().counts()[index],
                Arrays.toString(both.divergence().counts()));
        assertEquals(Math.abs(difference), both.divergence().largest());
    }

    @Test
    void whatIsSmallerThanFloatsOfOneAreApartIsAClassOfItsOwn() {
        observation[1] = 0; // so that the tiny difference is not rounded away
        ShadowedPolicy both = shadowed(ShadowedPolicyTest::drive, off(1e-12f));
        both.act(observation, action);

        assertEquals(1, both.divergence().counts()[1]);
    }

    @Test
    void quantilesAreTheUpperEndsOfClasses() {
        float[] next = {0.3f};
        ShadowedPolicy both = shadowed(ShadowedPolicyTest::drive, (seen, out) -> {
            drive(seen, out);
            out[0] += next[0];
            return true;
        });
        for (int i = 0; i < 99; i++) {
            both.act(observation, action);
        }
        next[0] = 1.5f;
        both.act(observation, action);

        assertEquals(0.5, both.divergence().quantile(0.99)); // 0.3 lies in 0.25 to 0.5
        assertEquals(1.5, both.divergence().quantile(1)); // not above the largest there was
    }

    @Test
    void nothingOfTheShadowReachesTheTick() {
        ShadowedPolicy both = shadowed(ShadowedPolicyTest::drive, (seen, out) -> {
            Arrays.fill(seen, 99);
            Arrays.fill(out, -1);
            return true;
        });
        both.act(observation, action);

        assertArrayEquals(new float[] {0.5f, -0.5f}, action);
        assertArrayEquals(new float[] {0.25f, -0.5f, 1}, observation);
        assertEquals(1.5, both.divergence().largest()); // of 0.5 and −1: the larger of two entries
    }

    @Test
    void aShadowThatFailsIsCountedAndTheRobotGoesOn() {
        int[] turn = {0};
        ShadowedPolicy both = shadowed(ShadowedPolicyTest::drive, (seen, out) -> {
            drive(seen, out);
            switch (turn[0]++) {
                case 0 -> throw new IllegalStateException("broken");
                case 1 -> out[1] = Float.NaN;
                case 2 -> out[0] = Float.POSITIVE_INFINITY;
                default -> {}
            }
            return turn[0] != 4;
        });
        for (int tick = 0; tick < 5; tick++) {
            assertTrue(both.act(observation, action));
            assertArrayEquals(new float[] {0.5f, -0.5f}, action);
        }

        assertEquals(4, both.divergence().failed());
        assertEquals(1, both.divergence().compared());
        assertEquals(1, both.divergence().counts()[0]);
    }

    @Test
    void aDrivingPolicyThatFailsIsNotComparedAndSaysSo() {
        ShadowedPolicy both = shadowed((seen, out) -> false, off(0));

        assertFalse(both.act(observation, action));
        assertEquals(0, asked);
        assertEquals(1, both.divergence().skipped());
    }

    @Test
    void aShadowThatTakesHalfAPeriodIsNotAskedForASecond() {
        Policy slow = (seen, out) -> {
            asked++;
            clock.advance(asked == 1 ? 5_000_001 : 5_000_000);
            return drive(seen, out);
        };
        ShadowedPolicy both = shadowed(ShadowedPolicyTest::drive, slow);
        for (int tick = 0; tick < 1 + RATE; tick++) {
            both.act(observation, action);
        }
        assertEquals(1, asked);
        both.act(observation, action);
        both.act(observation, action);

        assertEquals(3, asked); // just half a period is not too long
        assertEquals(RATE, both.divergence().skipped());
        both.begin();
        assertEquals(0, both.divergence().skipped());
        assertEquals(0, both.divergence().compared());
    }

    @Test
    void allocatesNothing() {
        ShadowedPolicy both = shadowed(ShadowedPolicyTest::drive, off(0.1f));

        assertEquals(0, Allocation.bytes(10_000, () -> both.act(observation, action)));
    }
}
