package dev.sinew.trainer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import org.junit.jupiter.api.Test;

class PermutationTestTest {
    @Test
    void theSmallestOfAllIsOneChoiceOutOfTen() {
        // 2 out of 5: ten ways, and no other pair sums to as little as 1 + 2
        assertEquals(0.1, PermutationTest.probability(new double[] {1, 2}, new double[] {3, 4, 5}));
    }

    @Test
    void aMiddlingPairCountsAllThatAreAsSmall() {
        // pairs of 1…5 with a sum of at most 1 + 4 = 5: 12, 13, 14, 23
        assertEquals(0.4, PermutationTest.probability(new double[] {4, 1}, new double[] {2, 3, 5}));
    }

    @Test
    void equalNumbersProveNothing() {
        assertEquals(1, PermutationTest.probability(new double[] {0.1, 0.1, 0.1}, new double[] {0.1, 0.1, 0.1, 0.1}));
    }

    @Test
    void isWrongAsOftenAsItsSignificanceSays() {
        // without a difference p is at most 0.05 in 5 % of 2000 draws; three standard deviations are 1.5 %
        RandomStream random = new RandomStream(3);
        int below = 0;
        for (int draw = 0; draw < 2000; draw++) {
            if (PermutationTest.probability(normals(5, random), normals(8, random)) <= 0.05) {
                below++;
            }
        }
        assertEquals(0.05, below / 2000.0, 0.015);
        assertTrue(below > 0);
    }

    private static double[] normals(int count, RandomStream random) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.uniform(-1, 1) + random.uniform(-1, 1) + random.uniform(-1, 1);
        }
        return values;
    }
}
