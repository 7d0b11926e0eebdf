package dev.sinew.trainer.exploration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Matrix;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionNoiseTest {
    private static final int DRAWS = 50_000;
    private static final List<ExplorationSettings> ALL = List.of(
            new ExplorationSettings.Gaussian(0.1),
            new ExplorationSettings.OrnsteinUhlenbeck(0.15, 0.1),
            new ExplorationSettings.StateDependent(0.1, 3));

    private final Matrix features = Matrix.byRow(2, 4);

    @Test
    void gaussianNoiseHasItsWidthAndNoMemory() {
        double[] x = draws(new ExplorationSettings.Gaussian(0.1));

        assertEquals(0.1, Math.sqrt(covariance(x, 0)), 0.002);
        assertEquals(0, covariance(x, 1) / covariance(x, 0), 0.02);
    }

    @Test
    void ornsteinUhlenbeckNoiseHasItsWidthAndMemory() {
        double[] x = draws(new ExplorationSettings.OrnsteinUhlenbeck(0.15, 0.1));

        // an autoregression with factor 0.85: variance 0.01 / (1 − 0.85²), correlations 0.85 and 0.85³
        assertEquals(0.1 / Math.sqrt(1 - 0.85 * 0.85), Math.sqrt(covariance(x, 0)), 0.006);
        assertEquals(0.85, covariance(x, 1) / covariance(x, 0), 0.02);
        assertEquals(0.614, covariance(x, 3) / covariance(x, 0), 0.03);
    }

    @Test
    void ornsteinUhlenbeckNoiseBeginsAtNothingInANewEpisodeOfOneWorld() {
        ActionNoise noise = new ExplorationSettings.OrnsteinUhlenbeck(0, 0.01).noise(4, 1, new RandomStream(1));
        float[] actions = new float[2];
        for (int i = 0; i < 100; i++) {
            Arrays.fill(actions, 0);
            noise.add(features, 2, actions);
        }
        float kept = actions[1];
        noise.ended(0);
        Arrays.fill(actions, 0);
        noise.add(features, 2, actions);

        // without the pull back, the walk of world 1 went on by one step of 0.01, that of world 0 made its first
        assertEquals(kept, actions[1], 0.05);
        assertEquals(0, actions[0], 0.05);
        assertTrue(Math.abs(kept) > 0.05);
    }

    @Test
    void stateDependentNoiseIsTheSameInTheSameStateUntilItsIntervalIsOver() {
        ActionNoise noise = new ExplorationSettings.StateDependent(0.1, 3).noise(4, 1, new RandomStream(1));
        Arrays.fill(features.array(), 1f);
        float[] seen = new float[7];
        for (int i = 0; i < seen.length; i++) {
            float[] actions = new float[1];
            noise.add(features, 1, actions);
            seen[i] = actions[0];
        }

        assertEquals(seen[0], seen[1]);
        assertEquals(seen[0], seen[2]);
        assertFalse(seen[0] == seen[3]);
        assertEquals(seen[3], seen[5]);
        assertFalse(seen[5] == seen[6]);
    }

    @Test
    void stateDependentNoiseIsLinearInTheFeatures() {
        ActionNoise noise = new ExplorationSettings.StateDependent(0.01, 100).noise(4, 2, new RandomStream(1));
        double[] sum = new double[2];
        for (int f = 0; f < 4; f++) {
            Arrays.fill(features.array(), 0f);
            features.array()[f] = f + 1;
            float[] actions = new float[2];
            noise.add(features, 1, actions);
            sum[0] += actions[0];
            sum[1] += actions[1];
        }
        for (int f = 0; f < 4; f++) {
            features.array()[f] = f + 1;
        }
        float[] actions = new float[2];
        noise.add(features, 1, actions);

        assertEquals(sum[0], actions[0], 1e-6);
        assertEquals(sum[1], actions[1], 1e-6);
    }

    @Test
    void stateDependentNoiseIsAsWideAsItsFeaturesAreLong() {
        Arrays.fill(features.array(), 0, 4, 2f);
        double[] x = draws(new ExplorationSettings.StateDependent(0.02, 1));

        // σ·|z| = 0.02·√(4·2²)
        assertEquals(0.08, Math.sqrt(covariance(x, 0)), 0.002);
    }

    @Test
    void anEpisodeThatEndsGetsNewStateDependentNoise() {
        ActionNoise noise = new ExplorationSettings.StateDependent(0.1, 100).noise(4, 1, new RandomStream(1));
        Arrays.fill(features.array(), 1f);
        float[] first = new float[2];
        float[] second = new float[2];
        noise.add(features, 2, first);

        noise.ended(0);
        noise.add(features, 2, second);

        assertFalse(first[0] == second[0]);
        assertEquals(first[1], second[1]);
    }

    @Test
    void everyKindHoldsActionsToTheirRange() {
        Arrays.fill(features.array(), 100f);
        for (ExplorationSettings settings : ALL) {
            ActionNoise noise = settings.noise(4, 1, new RandomStream(1));
            for (int i = 0; i < 1000; i++) {
                float[] actions = {1, -1};
                noise.add(features, 2, actions);
                assertTrue(Math.abs(actions[0]) <= 1 && Math.abs(actions[1]) <= 1, settings.toString());
            }
        }
    }

    @Test
    void everyKindGoesOnWhereItWasSaved() throws IOException {
        Arrays.fill(features.array(), 1f);
        for (ExplorationSettings settings : ALL) {
            ActionNoise noise = settings.noise(4, 1, new RandomStream(1));
            noise.add(features, 2, new float[2]);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            noise.save(new DataOutputStream(bytes));
            ActionNoise other = settings.noise(4, 1, new RandomStream(2));

            other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

            for (int i = 0; i < 5; i++) {
                float[] expected = new float[2];
                float[] found = new float[2];
                noise.add(features, 2, expected);
                other.add(features, 2, found);
                assertArrayEquals(expected, found, settings.toString());
            }
        }
    }

    private double[] draws(ExplorationSettings settings) {
        ActionNoise noise = settings.noise(4, 1, new RandomStream(3));
        double[] x = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            float[] actions = new float[1];
            noise.add(features, 1, actions);
            x[i] = actions[0];
        }
        return x;
    }

    private static double covariance(double[] x, int lag) {
        double sum = 0;
        for (int i = lag; i < x.length; i++) {
            sum += x[i] * x[i - lag];
        }
        return sum / (x.length - lag);
    }
}
