package dev.sinew.trainer.kernel;

/// What a layer applies to each of its sums.
public enum Activation {
    /// Nothing: the layer is affine.
    IDENTITY,
    /// `max(x, 0)`.
    RELU,
    /// Hyperbolic tangent.
    TANH,
    /// `x` above zero, `eˣ − 1` below (Clevert, Unterthiner and Hochreiter, arXiv:1511.07289v5, with α = 1).
    ELU;

    /// {@return the activation of one sum, in float64: the plain form that the kernels are tested against}
    ///
    /// @param x the sum
    public double apply(double x) {
        return switch (this) {
            case IDENTITY -> x;
            case RELU -> Math.max(x, 0);
            case TANH -> StrictMath.tanh(x);
            case ELU -> x > 0 ? x : StrictMath.expm1(x);
        };
    }
}
