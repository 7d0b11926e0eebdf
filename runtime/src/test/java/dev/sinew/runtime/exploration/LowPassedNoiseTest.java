package dev.sinew.runtime.exploration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.hal.control.Policy;
import org.junit.jupiter.api.Test;

/// Noise of a robot at 100 Hz, cut off at 3 Hz.
class LowPassedNoiseTest {
    private static final double PERIOD = 0.01;
    private static final double CUTOFF = 3;
    private static final int SAMPLES = 100_000;

    @Test
    void hasTheStandardDeviationThatWasAskedFor() {
        double[] samples = samples(0.2);
        double squares = 0;
        for (double sample : samples) {
            squares += sample * sample;
        }

        // about 2·SAMPLES·PERIOD·CUTOFF = 6000 independent values: one standard error is 1 %
        assertEquals(0.2, Math.sqrt(squares / samples.length), 0.006);
    }

    @Test
    void holdsNineTenthsOfItsPowerBelowTenHertz() {
        double[] samples = samples(0.2);
        double below = power(samples, 0, 10);
        double all = power(samples, 0, 50);

        assertTrue(below / all >= 0.9, "share below 10 Hz " + below / all);
        // two low passes at 3 Hz: 97 to 99 %
        assertEquals(0.98, below / all, 0.01);
    }

    @Test
    void noiseDrawnAnewEachTickWouldHoldAFifth() {
        RandomStream random = new RandomStream(1);
        double[] white = new double[SAMPLES];
        for (int i = 0; i < white.length; i++) {
            white[i] = random.nextGaussian();
        }

        assertEquals(0.2, power(white, 0, 10) / power(white, 0, 50), 0.01);
    }

    @Test
    void beginsAtRestAndEachEntryRunsByItself() {
        LowPassedNoise noise = new LowPassedNoise(2, 0.2, CUTOFF, PERIOD, new RandomStream(5));
        assertEquals(0, noise.get(0));
        noise.advance();

        assertNotEquals(noise.get(0), noise.get(1));
        assertTrue(Math.abs(noise.get(0)) < 0.1, "no jump at the start: " + noise.get(0));
    }

    @Test
    void anExploringPolicyStaysWithinItsBoundsAndFailsWithItsPolicy() {
        Policy steady = (observation, action) -> {
            action[0] = observation[0];
            return observation[0] < 2;
        };
        ExploringPolicy exploring =
                new ExploringPolicy(steady, new LowPassedNoise(1, 0.5, CUTOFF, PERIOD, new RandomStream(2)));
        float[] action = new float[1];
        double furthest = 0;
        for (int tick = 0; tick < 1000; tick++) {
            assertTrue(exploring.act(new float[] {0.9f}, action));
            furthest = Math.max(furthest, Math.abs(action[0]));
            assertTrue(Math.abs(action[0]) <= 1);
        }
        assertEquals(1, furthest);
        float[] kept = action.clone();
        assertFalse(exploring.act(new float[] {2}, action));
        assertArrayEquals(new float[] {2}, action);
        assertTrue(exploring.act(new float[] {0.9f}, action));
        assertEquals(kept[0], action[0], 0.2, "the noise goes on where it was");
    }

    @Test
    void refusesNumbersThatAreNone() {
        var e = assertThrows(
                IllegalArgumentException.class, () -> new LowPassedNoise(1, 0.1, 0, PERIOD, new RandomStream(1)));

        assertEquals("cut-off frequency of the noise, Hz, must be positive, was 0.0", e.getMessage());
    }

    private static double[] samples(double std) {
        LowPassedNoise noise = new LowPassedNoise(1, std, CUTOFF, PERIOD, new RandomStream(1));
        double[] samples = new double[SAMPLES];
        for (int i = 0; i < samples.length; i++) {
            noise.advance();
            samples[i] = noise.get(0);
        }
        return samples;
    }

    /// {@return power between two frequencies, Hz: periodograms of 1000 samples each, averaged (Bartlett)}
    private static double power(double[] samples, double from, double to) {
        int length = 1000;
        double power = 0;
        for (int begin = 0; begin + length <= samples.length; begin += 10 * length) {
            for (int bin = (int) (from * length * PERIOD) + 1; bin <= to * length * PERIOD; bin++) {
                double re = 0;
                double im = 0;
                for (int i = 0; i < length; i++) {
                    double angle = 2 * Math.PI * bin * i / length;
                    re += samples[begin + i] * Math.cos(angle);
                    im += samples[begin + i] * Math.sin(angle);
                }
                power += re * re + im * im;
            }
        }
        return power;
    }
}
