package dev.sinew.trainer.offpolicy;

import static org.junit.jupiter.api.Assertions.assertTrue;

/// Compares whole gradients.
public final class Relative {
    private Relative() {}

    /// The length of the difference over the length of what is expected.
    public static void assertClose(double[] expected, float[] found, double tolerance, String what) {
        double error = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            error += (found[i] - expected[i]) * (found[i] - expected[i]);
            size += expected[i] * expected[i];
        }
        double ratio = Math.sqrt(error / size);
        assertTrue(ratio < tolerance, what + ": relative error must be below " + tolerance + ", was " + ratio);
    }
}
