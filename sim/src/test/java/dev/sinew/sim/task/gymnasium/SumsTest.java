package dev.sinew.sim.task.gymnasium;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SumsTest {
    /// 2⁵³: one more is lost, two more are not.
    private static final double HUGE = 0x1p53;

    @Test
    void fewerThanEightAreAddedOneAfterTheOther() {
        // each 1 is lost on the way, since 2⁵³ + 1 rounds to 2⁵³
        assertEquals(HUGE, Sums.of(new double[] {HUGE, 1, 1, 1, 1, 1, 1}, 7));
        // 2²⁴ + 1 rounds to 2²⁴ in float
        assertEquals(0x1p24f, Sums.of(new float[] {0x1p24f, 1, 1}, 3));
    }

    @Test
    void eightAreAddedInPairs() {
        // ((2⁵³+1) + (1+1)) + ((1+1) + (1+1)) = (2⁵³ + 2) + 4
        assertEquals(HUGE + 6, Sums.of(new double[] {HUGE, 1, 1, 1, 1, 1, 1, 1}, 8));
        assertEquals(0x1p24f + 6, Sums.of(new float[] {0x1p24f, 1, 1, 1, 1, 1, 1, 1}, 8));
    }

    @Test
    void furtherBlocksAreAddedLaneByLaneAndTheRestOneAfterTheOther() {
        double[] x = new double[20];
        Arrays.fill(x, 1);
        x[0] = HUGE;
        // lanes: 2⁵³ + 1 → 2⁵³ and seven times 2; pairs: (2⁵³ + 2 + 4) + 8 = 2⁵³ + 14; then four single ones, of which
        // the first rounds to even, 2⁵³ + 16, and the others are lost: added up first they would give 2⁵³ + 18
        assertEquals(HUGE + 16, Sums.of(x, 20));

        // the same for float, with numbers beyond the count that must not matter
        float[] y = new float[32];
        Arrays.fill(y, 1);
        y[0] = 0x1p24f;
        assertEquals(0x1p24f + 16, Sums.of(y, 20));
    }
}
