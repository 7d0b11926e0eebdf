package dev.sinew.trainer.network;

/// What holds the last layer's sums to the range of an action, [−1, 1].
public enum Squash {
    /// Hyperbolic tangent: smooth, never quite at a limit. Policies that learned with it in place.
    TANH {
        @Override
        double apply(double x) {
            return StrictMath.tanh(x);
        }
    },
    /// Cut at the limits. Gaussian policies, whose actions the worlds cut.
    CLIP {
        @Override
        double apply(double x) {
            return Math.clamp(x, -1, 1);
        }
    };

    /// {@return x in [−1, 1]}
    ///
    /// @param x any number
    abstract double apply(double x);
}
