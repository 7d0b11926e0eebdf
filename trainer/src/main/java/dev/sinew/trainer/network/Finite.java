package dev.sinew.trainer.network;

import java.util.Arrays;

/// Copies arrays that come in from outside, refusing what cannot be computed with.
final class Finite {
    private Finite() {}

    /// {@return a copy}
    ///
    /// @param name of the array, for the message
    /// @param values to copy
    /// @param length they must have
    /// @throws IllegalArgumentException when the length differs or a value is not finite
    static float[] copy(String name, float[] values, int length) {
        if (values.length != length) {
            throw new IllegalArgumentException(
                    "%s must hold %d numbers, held %d".formatted(name, length, values.length));
        }
        for (int i = 0; i < length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException("%s must be finite, entry %d was %s".formatted(name, i, values[i]));
            }
        }
        return Arrays.copyOf(values, length);
    }

    /// {@return a copy}
    ///
    /// @param name of the array, for the message
    /// @param values to copy
    /// @param length they must have
    /// @throws IllegalArgumentException when the length differs or a value is not finite
    static double[] copy(String name, double[] values, int length) {
        if (values.length != length) {
            throw new IllegalArgumentException(
                    "%s must hold %d numbers, held %d".formatted(name, length, values.length));
        }
        for (int i = 0; i < length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("%s must be finite, entry %d was %s".formatted(name, i, values[i]));
            }
        }
        return Arrays.copyOf(values, length);
    }
}
