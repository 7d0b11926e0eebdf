package dev.sinew.config.contract;

import java.util.Collections;
import java.util.List;

/// What the policy does first with an observation: `clip((x − mean) / std, −clip, clip)`. The same numbers are baked
/// into the ONNX graph as 32-bit floats; they stand in the contract so that both can be compared. All are numbers
/// that a 32-bit float holds exactly.
///
/// @param mean `[observation]`
/// @param std standard deviation with its guard against zero, positive, `[observation]`
/// @param clip largest magnitude afterwards, positive
public record Normalization(List<Double> mean, List<Double> std, double clip) {
    /// Copies the lists and refuses numbers that no float holds.
    public Normalization {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.isEmpty() || mean.size() != std.size()) {
            throw new IllegalArgumentException("normalization must have as many means as standard deviations, at least "
                    + "1, was " + mean.size() + " and " + std.size());
        }
        mean.forEach(value -> requireFloat("mean", value));
        std.forEach(value -> {
            requireFloat("std", value);
            requirePositive("std", value);
        });
        requireFloat("clip", clip);
        requirePositive("clip", clip);
    }

    private static void requireFloat(String what, double value) {
        if (!Double.isFinite(value) || (float) value != value) {
            throw new IllegalArgumentException(
                    "normalization " + what + " must be finite and exact in 32 bits, was " + value);
        }
    }

    private static void requirePositive(String what, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException("normalization " + what + " must be positive, was " + value);
        }
    }

    /// {@return the normalization that changes nothing: mean 0, std 1, clip at the largest float}
    ///
    /// @param size of the observation
    public static Normalization identity(int size) {
        return new Normalization(Collections.nCopies(size, 0.0), Collections.nCopies(size, 1.0), Float.MAX_VALUE);
    }

    /// {@return the size of the observation}
    public int size() {
        return mean.size();
    }
}
