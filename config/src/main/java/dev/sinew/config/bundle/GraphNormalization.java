package dev.sinew.config.bundle;

import dev.sinew.config.contract.Normalization;

/// Reads out of an ONNX file what it does first with an observation, so that the contract's word for it can be
/// checked. Implemented where ONNX files are understood.
@FunctionalInterface
public interface GraphNormalization {
    /// {@return the normalization that the graph computes}
    ///
    /// @param onnx the ONNX file, not to be changed
    /// @throws BundleRefusedException when the graph has none where it must have one
    Normalization of(byte[] onnx);
}
