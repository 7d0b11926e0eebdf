package dev.sinew.trainer.normalization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.random.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RunningMomentsTest {
    private static final int SIZE = 3;
    private static final int ROWS = 600;

    private final float[] observations = observations();

    @Test
    void equalsTwoPassesOverAllObservations() {
        RunningMoments moments = new RunningMoments(SIZE);
        moments.update(observations, ROWS);

        for (int k = 0; k < SIZE; k++) {
            double mean = 0;
            for (int r = 0; r < ROWS; r++) {
                mean += (double) observations[r * SIZE + k] / ROWS;
            }
            double variance = 0;
            for (int r = 0; r < ROWS; r++) {
                variance += Math.pow(observations[r * SIZE + k] - mean, 2) / ROWS;
            }
            // the first count of 1e-4 with mean 0 and variance 1 weighs 2e-7 of 600 observations
            assertEquals(mean, moments.mean()[k], 1e-6 * (1 + Math.abs(mean)));
            assertEquals(variance, moments.variance()[k], 1e-6 * (1 + variance + mean * mean));
        }
    }

    @Test
    void mergesShardsToTheSameNumbers() {
        RunningMoments whole = new RunningMoments(SIZE);
        whole.update(observations, ROWS);
        RunningMoments shards = new RunningMoments(SIZE);
        int at = 0;
        for (int rows : new int[] {1, 1, 98, 200, 300}) {
            shards.update(Arrays.copyOfRange(observations, at * SIZE, (at + rows) * SIZE), rows);
            at += rows;
        }

        assertArrayEquals(whole.mean(), shards.mean(), 1e-9);
        assertArrayEquals(whole.variance(), shards.variance(), 1e-8);
    }

    @Test
    void keepsItsFootingFarFromZero() {
        // float32 near 1e8 moves in steps of 8: numbers that differ by 8 and are exact
        float[] far = new float[ROWS];
        for (int r = 0; r < ROWS; r++) {
            far[r] = 1e8f + (r % 2 == 0 ? 8 : -8);
        }
        RunningMoments moments = new RunningMoments(1);

        for (int r = 0; r < ROWS; r++) {
            moments.update(new float[] {far[r]}, 1);
        }

        // the first count of 1e-4 at 0 adds 1e-4 · (1e8)² / 600 to a variance of 64
        double offset = 1e-4 / (ROWS + 1e-4);
        assertEquals(64 + offset * 1e16, moments.variance()[0], 1e-6 * offset * 1e16);
    }

    @Test
    void normalisesAndClips() {
        RunningMoments moments = new RunningMoments(2);
        moments.update(new float[] {1, 10, 3, 30}, 2);
        float[] out = new float[4];

        moments.normalize(new float[] {9, 2, 1e9f}, 1, out, 2);

        // means 2 and 20, variances 1 and 100, but for the first count
        assertEquals(0f, out[2], 1e-3f);
        assertEquals(RunningMoments.CLIP, out[3]);
        assertEquals(0f, out[0]);
    }

    @Test
    void beginsAsTheIdentity() {
        float[] out = new float[2];

        new RunningMoments(2).normalize(new float[] {0.5f, -7}, 0, out, 0);

        assertEquals(0.5f, out[0]);
        assertEquals(-7f, out[1], 1e-6f);
    }

    @Test
    void survivesACheckpointBitForBit() throws IOException {
        RunningMoments moments = new RunningMoments(SIZE);
        moments.update(observations, ROWS);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        moments.save(new DataOutputStream(bytes));
        RunningMoments other = new RunningMoments(SIZE);

        other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        moments.update(observations, 7);
        other.update(observations, 7);

        assertArrayEquals(moments.mean(), other.mean());
        assertArrayEquals(moments.variance(), other.variance());
    }

    private static float[] observations() {
        RandomStream random = new RandomStream(1);
        float[] values = new float[ROWS * SIZE];
        for (int r = 0; r < ROWS; r++) {
            values[r * SIZE] = (float) random.nextGaussian();
            values[r * SIZE + 1] = (float) (100 + 5 * random.nextGaussian());
            values[r * SIZE + 2] = (float) (1e-3 * random.nextDouble());
        }
        return values;
    }
}
