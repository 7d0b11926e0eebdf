package dev.sinew.trainer.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import org.junit.jupiter.api.Test;

class IntervalTest {
    @Test
    void cutsAQuarterRoundedDownAtEachEnd() {
        assertEquals(2, Interval.interquartileMean(new double[] {3, 1, 2}));
        assertEquals(2.5, Interval.interquartileMean(new double[] {100, 2, 3, -100}));
        assertEquals(3, Interval.interquartileMean(new double[] {2, 3, 4, 900, -900}));
        assertEquals(4.5, Interval.interquartileMean(new double[] {0, 0, 3, 4, 5, 6, 90, 90}));
    }

    @Test
    void oneFigureLeavesNothingToResample() {
        assertEquals(new Interval(7, 7, 7), Interval.of(new double[] {7}));
    }

    @Test
    void theSameFiguresGiveTheSameInterval() {
        assertEquals(Interval.of(new double[] {1, 5, 2}), Interval.of(new double[] {1, 5, 2}));
    }

    @Test
    void theIntervalHoldsTheTrueMeanAboutAsOftenAsItSays() {
        RandomStream random = new RandomStream(5);
        int held = 0;
        int trials = 200;
        for (int trial = 0; trial < trials; trial++) {
            double[] figures = new double[30];
            for (int i = 0; i < figures.length; i++) {
                figures[i] = random.nextGaussian();
            }
            Interval interval = Interval.of(figures);
            if (interval.low() <= 0 && interval.high() >= 0) {
                held++;
            }
        }
        // 95 % nominal, about 92 % for a percentile bootstrap of 30 figures; three binomial deviations are 5.5 %
        assertTrue(held > 0.87 * trials && held < 0.99 * trials, held + " of " + trials);
    }
}
