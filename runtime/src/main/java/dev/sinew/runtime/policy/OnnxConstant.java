package dev.sinew.runtime.policy;

import java.util.Arrays;

/// A constant tensor of a graph. Only float32 tensors carry values; others are known by name, type and shape.
final class OnnxConstant {
    /// `TensorProto.DataType.FLOAT`.
    static final int FLOAT = 1;

    private final String name;
    private final int type;
    private final int[] shape;
    private final float[] values;

    /// Keeps the arrays.
    ///
    /// @param name as the graph calls it
    /// @param type `TensorProto.DataType`
    /// @param shape sizes, outermost first; empty for a scalar
    /// @param values row-major; empty unless the type is float32
    OnnxConstant(String name, int type, int[] shape, float[] values) {
        this.name = name;
        this.type = type;
        this.shape = shape;
        this.values = values;
    }

    String name() {
        return name;
    }

    boolean isFloat() {
        return type == FLOAT;
    }

    /// {@return the number of dimensions}
    int rank() {
        return shape.length;
    }

    int size(int dimension) {
        return shape[dimension];
    }

    /// {@return the number of elements}
    int count() {
        return values.length;
    }

    float get(int index) {
        return values[index];
    }

    /// {@return a copy of the values, row-major}
    float[] values() {
        return values.clone();
    }

    /// {@return whether this is one number or a row of numbers that belongs to every row of a batch}
    boolean isRow() {
        return values.length == 1 || (shape.length > 0 && shape[shape.length - 1] == values.length);
    }

    /// Refuses values that are not finite.
    void requireFinite() {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new PolicyException("weights must be finite, '" + name + "' " + Arrays.toString(shape) + " holds "
                        + values[i] + " at index " + i);
            }
        }
    }

    @Override
    public String toString() {
        return "'" + name + "' " + Arrays.toString(shape);
    }
}
