package dev.sinew.runtime.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimingHistogramTest {
    @Test
    void isExactForShortDurations() {
        TimingHistogram histogram = new TimingHistogram();
        for (int nanos = 0; nanos < 64; nanos++) {
            histogram.record(nanos);
        }

        assertEquals(0, histogram.quantile(1.0 / 64));
        assertEquals(31, histogram.quantile(0.5));
        assertEquals(63, histogram.quantile(1));
        assertEquals(64, histogram.count());
    }

    @Test
    void isAtMostOneClassAboveTheTrueQuantile() {
        TimingHistogram histogram = new TimingHistogram();
        Random random = new Random(1);
        long[] values = new long[100_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (long) Math.exp(random.nextDouble() * 30); // 1 ns to 3 hours
            histogram.record(values[i]);
        }
        Arrays.sort(values);

        for (double share : new double[] {0.001, 0.1, 0.5, 0.9, 0.99, 0.999, 1}) {
            long exact = values[(int) Math.ceil(share * values.length) - 1];
            long found = histogram.quantile(share);
            assertTrue(found >= exact && found <= exact + exact / 32, share + ": " + found + " for " + exact);
        }
    }

    @Test
    void countsTheLargestAndTheNegative() {
        TimingHistogram histogram = new TimingHistogram();
        histogram.record(Long.MAX_VALUE);
        histogram.record(-5);

        assertEquals(Long.MAX_VALUE, histogram.max());
        assertEquals(Long.MAX_VALUE, histogram.quantile(1));
        assertEquals(0, histogram.quantile(0.5));
    }

    @Test
    void countsWhatLiesAboveABound() {
        TimingHistogram histogram = new TimingHistogram();
        histogram.record(900_000);
        histogram.record(1_100_000);
        histogram.record(50_000_000);

        assertEquals(2, histogram.above(1_000_000));
    }

    @Test
    void addsAndClears() {
        TimingHistogram one = new TimingHistogram();
        TimingHistogram other = new TimingHistogram();
        one.record(10);
        other.record(20);
        one.add(other);
        other.clear();

        assertEquals(2, one.count());
        assertEquals(20, one.max());
        assertEquals(0, other.count());
        assertEquals(0, other.quantile(0.5));
    }
}
