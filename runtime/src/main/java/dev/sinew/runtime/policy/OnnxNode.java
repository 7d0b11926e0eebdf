package dev.sinew.runtime.policy;

import java.util.List;
import java.util.Map;

/// One operation of a graph.
///
/// @param operation ONNX operator, `Gemm` or `domain.Gemm` outside the standard domain
/// @param name of this node, may be empty
/// @param inputs names of its inputs; an empty name is an input left out
/// @param outputs names of its outputs
/// @param attributes by name
record OnnxNode(
        String operation,
        String name,
        List<String> inputs,
        List<String> outputs,
        Map<String, OnnxAttribute> attributes) {

    /// {@return whether input `index` is given}
    boolean has(int index) {
        return index < inputs.size() && !inputs.get(index).isEmpty();
    }

    float number(String attribute, float otherwise) {
        OnnxAttribute found = attributes.get(attribute);
        return found == null ? otherwise : found.number();
    }

    long integer(String attribute, long otherwise) {
        OnnxAttribute found = attributes.get(attribute);
        return found == null ? otherwise : found.integer();
    }

    @Override
    public String toString() {
        return operation + (name.isEmpty() ? "" : " '" + name + "'");
    }
}
