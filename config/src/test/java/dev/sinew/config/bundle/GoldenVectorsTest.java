package dev.sinew.config.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GoldenVectorsTest {
    @Property
    void everyFloatSurvivesTheFile(@ForAll @Size(6) float[] observations, @ForAll @Size(4) float[] actions) {
        for (float number : observations) {
            Assume.that(Float.isFinite(number));
        }
        for (float number : actions) {
            Assume.that(Float.isFinite(number));
        }
        GoldenVectors written = new GoldenVectors(observations, actions, 2, 1e-5);

        GoldenVectors read = GoldenVectors.read("golden.json", written.write(), 3, 2);

        float[] observation = new float[3];
        float[] action = new float[2];
        for (int i = 0; i < 2; i++) {
            read.observation(i, observation);
            read.action(i, action);
            assertArrayEquals(Arrays.copyOfRange(observations, 3 * i, 3 * i + 3), observation);
            assertArrayEquals(Arrays.copyOfRange(actions, 2 * i, 2 * i + 2), action);
        }
    }

    @Test
    void refusesVectorsThatProveNothing() {
        assertEquals("golden vectors must be at least 1, was 0", refusal(new float[0], new float[0], 0, 1e-5));
        assertEquals(
                "golden vectors must be [K, n] and [K, m] with K = 2, was 3 and 2 numbers",
                refusal(new float[3], new float[2], 2, 1e-5));
        assertEquals("golden vectors must be finite, was NaN", refusal(new float[] {Float.NaN}, new float[1], 1, 1e-5));
        assertEquals(
                "golden tolerance must be above 0 and at most 0.001, was 0.5",
                refusal(new float[1], new float[1], 1, 0.5));
    }

    private static String refusal(float[] observations, float[] actions, int count, double tolerance) {
        return String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> new GoldenVectors(observations, actions, count, tolerance))
                .getMessage());
    }
}
