package dev.sinew.runtime.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.bundle.GoldenVectors;
import dev.sinew.hal.control.Policy;
import org.junit.jupiter.api.Test;

class PolicyCheckTest {
    private static final float[] OBSERVATIONS = {1, 2};

    @Test
    void acceptsAPolicyThatReproducesItsGoldenVectors() {
        assertEquals(1e-6f, PolicyCheck.golden("Java", times(2), golden(2, 4.000001f)), 1e-6f);
    }

    @Test
    void refusesAPolicyThatMissesAGoldenVector() {
        assertRefused(
                () -> PolicyCheck.golden("Java", times(2), golden(2, 4.5f)),
                "Java must reproduce golden vector 1 to 1.0E-5, differs by 0.5: [4.0] for [4.5]");
    }

    @Test
    void refusesANumberThatIsNone() {
        assertRefused(
                () -> PolicyCheck.golden("Java", times(Float.NaN), golden(2, 4)),
                "Java must reproduce golden vector 0 to 1.0E-5, differs by NaN: [NaN] for [2.0]");
    }

    @Test
    void refusesAPolicyThatGivesNoAction() {
        assertRefused(
                () -> PolicyCheck.golden("Java", (observation, action) -> false, golden(2, 4)),
                "policy must give an action, gave none for [1.0]");
    }

    @Test
    void acceptsEnginesThatAgree() {
        assertEquals(0, PolicyCheck.agreement(times(2), times(2), golden(2, 4)));
    }

    @Test
    void refusesEnginesThatDisagreeFarFromTheGoldenVectorsOnly() {
        Policy bounded = (observation, action) -> {
            action[0] = Math.max(observation[0], -1500);
            return true;
        };

        assertRefused(
                () -> PolicyCheck.agreement(times(1), bounded, golden(2, 4)),
                "two engines must agree to 1.0E-5, differ by 500.0 at [-2000.0]");
    }

    private static GoldenVectors golden(float... actions) {
        return new GoldenVectors(OBSERVATIONS, actions, 2, 1e-5);
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
