package dev.sinew.sim.mujoco;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// A view of doubles that a batch holds for each world, `[worlds, size]`, in native memory. Valid until the batch is
/// closed; afterwards each access throws `IllegalStateException`.
public final class DoubleField {
    private final MemorySegment memory;
    private final int size;
    private final int stride;

    /// @param memory from the first world's first element to the last world's last
    /// @param size doubles of one world
    /// @param stride doubles from one world to the next
    DoubleField(MemorySegment memory, int size, int stride) {
        this.memory = memory;
        this.size = size;
        this.stride = stride;
    }

    /// {@return doubles of one world}
    public int size() {
        return size;
    }

    /// {@return one value}
    ///
    /// @param world index
    /// @param index in `[0, size)`
    public double get(int world, int index) {
        return memory.getAtIndex(JAVA_DOUBLE, at(world, Objects.checkIndex(index, size)));
    }

    /// Sets one value.
    ///
    /// @param world index
    /// @param index in `[0, size)`
    /// @param value new value
    public void set(int world, int index, double value) {
        memory.setAtIndex(JAVA_DOUBLE, at(world, Objects.checkIndex(index, size)), value);
    }

    /// Copies values of one world out.
    ///
    /// @param world index
    /// @param from first index
    /// @param count how many
    /// @param out filled from `offset` on
    /// @param offset in `out`
    public void copy(int world, int from, int count, double[] out, int offset) {
        Objects.checkFromIndexSize(from, count, size);
        MemorySegment.copy(memory, JAVA_DOUBLE, at(world, from) * Double.BYTES, out, offset, count);
    }

    /// Sets all values of one world.
    ///
    /// @param world index
    /// @param values `[size]` from `offset` on
    /// @param offset in `values`
    public void set(int world, double[] values, int offset) {
        MemorySegment.copy(values, offset, memory, JAVA_DOUBLE, at(world, 0) * Double.BYTES, size);
    }

    /// Sets all values of one world from floats.
    ///
    /// @param world index
    /// @param values `[size]` from `offset` on, widened
    /// @param offset in `values`
    public void set(int world, float[] values, int offset) {
        long at = at(world, 0);
        for (int i = 0; i < size; i++) {
            memory.setAtIndex(JAVA_DOUBLE, at + i, values[offset + i]);
        }
    }

    private long at(int world, int index) {
        return (long) world * stride + index;
    }
}
