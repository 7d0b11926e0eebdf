package dev.sinew.runtime.policy;

/// One operation on vectors that were allocated when the policy was loaded. Running it allocates nothing.
sealed interface Step permits DenseStep, BinaryStep, ClipStep, ActivationStep {
    /// Reads the inputs, writes the output.
    void run();
}
