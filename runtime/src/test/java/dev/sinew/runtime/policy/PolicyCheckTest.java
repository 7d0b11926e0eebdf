package dev.sinew.runtime.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.hal.control.Policy;
import org.junit.jupiter.api.Test;

class PolicyCheckTest {
    private static final float[][] OBSERVATIONS = {{1}, {2}};

    @Test
    void acceptsAPolicyThatReproducesItsGoldenVectors() {
        float[][] actions = {{2}, {4.000001f}};

        assertEquals(1e-6f, PolicyCheck.golden("Java", times(2), OBSERVATIONS, actions), 1e-6f);
    }

    @Test
    void refusesAPolicyThatMissesAGoldenVector() {
        float[][] actions = {{2}, {4.5f}};

        assertRefused(
                () -> PolicyCheck.golden("Java", times(2), OBSERVATIONS, actions),
                "Java must reproduce golden vector 1 to 1.0E-5, differs by 0.5: [4.0] for [4.5]");
    }

    @Test
    void refusesANumberThatIsNone() {
        float[][] actions = {{2}, {4}};

        assertRefused(
                () -> PolicyCheck.golden("Java", times(Float.NaN), OBSERVATIONS, actions),
                "Java must reproduce golden vector 0 to 1.0E-5, differs by NaN: [NaN] for [2.0]");
    }

    @Test
    void refusesABundleWithoutGoldenVectors() {
        assertRefused(
                () -> PolicyCheck.golden("Java", times(2), new float[0][], new float[0][]),
                "golden vectors must come in pairs, at least 1, were 0 observations and 0 actions");
    }

    @Test
    void refusesEnginesThatDisagree() {
        assertRefused(
                () -> PolicyCheck.agreement(times(1), times(1.1f), OBSERVATIONS, 1),
                "two engines must agree to 1.0E-5, differ by 0.100000024 at [1.0]");
    }

    private static Policy times(float factor) {
        return (observation, action) -> {
            action[0] = factor * observation[0];
            return true;
        };
    }

    private static void assertRefused(Runnable check, String message) {
        assertEquals(message, assertThrows(PolicyException.class, check::run).getMessage());
    }
}
