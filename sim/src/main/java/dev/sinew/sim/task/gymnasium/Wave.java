package dev.sinew.sim.task.gymnasium;

import dev.sinew.sim.mujoco.DoubleField;
import java.util.function.DoubleUnaryOperator;

/// Sines or cosines of entries of a field.
///
/// @param field of the batch, rad
/// @param from first index
/// @param size entries
/// @param function sine or cosine
record Wave(DoubleField field, int from, int size, DoubleUnaryOperator function) implements ObservationPart.Bound {
    @Override
    public boolean trigonometric() {
        return true;
    }

    @Override
    public void write(int world, double[] out, int offset) {
        for (int i = 0; i < size; i++) {
            out[offset + i] = function.applyAsDouble(field.get(world, from + i));
        }
    }
}
