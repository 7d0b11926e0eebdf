package dev.sinew.trainer.optimizer;

/// How the curvature of a layer is kept away from zero.
public enum Damping {
    /// `λ_A·λ_S + ε`: Tikhonov's damping of the Kronecker product itself (Baselines' ACKTR).
    TIKHONOV {
        @Override
        double curvature(double input, double output, double epsilon, double balance) {
            return input * output + epsilon;
        }
    },
    /// `(λ_A + π·√ε)·(λ_S + √ε/π)` with `π² = mean λ_A / mean λ_S`: damping of each factor (Martens and Grosse,
    /// arXiv:1503.05671v7, section 6.3).
    FACTORED {
        @Override
        double curvature(double input, double output, double epsilon, double balance) {
            double root = Math.sqrt(epsilon);
            return (input + balance * root) * (output + root / balance);
        }
    };

    /// {@return the damped curvature along one pair of eigenvectors}
    ///
    /// @param input λ_A, not negative
    /// @param output λ_S, not negative
    /// @param epsilon ε, positive
    /// @param balance π, positive
    abstract double curvature(double input, double output, double epsilon, double balance);
}
