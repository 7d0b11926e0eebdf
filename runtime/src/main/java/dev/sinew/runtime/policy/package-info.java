/// From the bytes of `policy.onnx` to actions: ONNX Runtime and an allocation-free executor of our own, each a check
/// on the other.
///
/// Reading order: [dev.sinew.runtime.policy.OnnxPolicy], [dev.sinew.runtime.policy.JavaPolicy],
/// [dev.sinew.runtime.policy.PolicyCheck]; below them `OnnxModel`, which reads the file, and the steps that
/// `GraphCompiler` makes of it.
@NullMarked
package dev.sinew.runtime.policy;

import org.jspecify.annotations.NullMarked;
