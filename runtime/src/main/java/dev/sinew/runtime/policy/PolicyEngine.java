package dev.sinew.runtime.policy;

/// What computes the actions.
public enum PolicyEngine {
    /// ONNX Runtime: [OnnxPolicy].
    ONNX,
    /// Plain Java: [JavaPolicy].
    JAVA
}
