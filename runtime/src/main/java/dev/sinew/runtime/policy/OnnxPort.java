package dev.sinew.runtime.policy;

import java.util.List;

/// An input or output of a graph.
///
/// @param name as the graph calls it
/// @param type `TensorProto.DataType`
/// @param shape sizes, outermost first; −1 where the graph leaves it open
record OnnxPort(String name, int type, List<Long> shape) {
    static final long OPEN = -1;

    OnnxPort {
        shape = List.copyOf(shape);
    }

    /// Refuses anything but float32 `[N, size]` with N open or 1.
    ///
    /// @param wanted name
    /// @param size floats per row
    void require(String wanted, int size) {
        if (!name.equals(wanted)) {
            throw new PolicyException("graph must have '" + wanted + "', found '" + name + "'");
        }
        if (type != OnnxConstant.FLOAT) {
            throw new PolicyException("'" + name + "' must be float32 (type 1), was type " + type);
        }
        if (shape.size() != 2 || shape.get(1) != size || (shape.get(0) != OPEN && shape.get(0) != 1)) {
            throw new PolicyException("'" + name + "' must have shape [N, " + size + "], was " + describe());
        }
    }

    private String describe() {
        return shape.stream()
                .map(s -> s == OPEN ? "N" : Long.toString(s))
                .toList()
                .toString();
    }
}
