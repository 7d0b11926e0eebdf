package dev.sinew.sim.task.gymnasium;

import dev.sinew.sim.mujoco.DoubleField;

/// Entries of a field, clipped.
///
/// @param field of the batch
/// @param from first index
/// @param size entries
/// @param limit each is clipped to ± this, infinite for not
record Slice(DoubleField field, int from, int size, double limit) implements ObservationPart.Bound {
    @Override
    public void write(int world, double[] out, int offset) {
        field.copy(world, from, size, out, offset);
        if (limit < Double.POSITIVE_INFINITY) {
            for (int i = offset; i < offset + size; i++) {
                out[i] = Math.clamp(out[i], -limit, limit);
            }
        }
    }
}
