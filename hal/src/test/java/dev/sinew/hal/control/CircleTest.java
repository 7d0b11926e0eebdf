package dev.sinew.hal.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.bus.AllocatedBytes;
import org.junit.jupiter.api.Test;

class CircleTest {
    // 111 turns hold 446 quarters, each off by 6e-17: 2.7e-14
    private static final double FAR = 4e-14;

    @Test
    void agreesWithStrictMathOverManyTurns() {
        for (double angle = -700; angle < 700; angle += 0.0137) {
            assertEquals(StrictMath.sin(angle), Circle.sine(angle), FAR, "sine of " + angle);
            assertEquals(StrictMath.cos(angle), Circle.cosine(angle), FAR, "cosine of " + angle);
        }
    }

    @Test
    void isRightWithinAnUlpOrTwoWithinOneTurn() {
        for (double angle = -3.2; angle < 3.2; angle += 1.37e-4) {
            assertEquals(StrictMath.sin(angle), Circle.sine(angle), 3.4e-16, "sine of " + angle);
            assertEquals(StrictMath.cos(angle), Circle.cosine(angle), 3.4e-16, "cosine of " + angle);
        }
    }

    @Test
    void isExactAtZeroAndNoNumberBeyondTheFinite() {
        assertEquals(0, Circle.sine(0));
        assertEquals(1, Circle.cosine(0));
        assertTrue(Double.isNaN(Circle.sine(Double.NaN)));
        assertTrue(Double.isNaN(Circle.cosine(Double.POSITIVE_INFINITY)));
    }

    @Test
    void allocatesNothing() {
        double[] sum = new double[1];

        assertEquals(0, AllocatedBytes.during(10_000, () -> {
            sum[0] += Circle.sine(sum[0] + 2) + Circle.cosine(sum[0] - 40);
        }));
    }
}
