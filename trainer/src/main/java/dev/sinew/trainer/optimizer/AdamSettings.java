package dev.sinew.trainer.optimizer;

/// The numbers of Adam.
///
/// @param learningRate of a step, positive
/// @param beta1 decay of the first moment, in `[0, 1)`
/// @param beta2 decay of the second moment, in `[0, 1)`
/// @param epsilon added to the root of the second moment, positive
public record AdamSettings(double learningRate, double beta1, double beta2, double epsilon) {
    /// Refuses numbers out of range.
    public AdamSettings {
        if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("learning rate must be positive, was " + learningRate);
        }
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
            throw new IllegalArgumentException("betas must be in [0, 1), were " + beta1 + " and " + beta2);
        }
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("epsilon must be positive, was " + epsilon);
        }
    }

    /// {@return the numbers of the paper with a learning rate of one's own: 0.9, 0.999, 1e-8}
    ///
    /// @param learningRate of a step, positive
    public static AdamSettings ofRate(double learningRate) {
        return new AdamSettings(learningRate, 0.9, 0.999, 1e-8);
    }
}
