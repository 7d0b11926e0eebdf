package dev.sinew.sim.mujoco;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// A view of ints that a batch holds for each world, `[worlds, size]`, in native memory. Valid until the batch is
/// closed; afterwards each access throws `IllegalStateException`.
public final class IntField {
    private final MemorySegment memory;
    private final int size;

    /// @param memory of all worlds
    /// @param size ints of one world
    IntField(MemorySegment memory, int size) {
        this.memory = memory;
        this.size = size;
    }

    /// {@return ints of one world}
    public int size() {
        return size;
    }

    /// {@return one value}
    ///
    /// @param world index
    /// @param index in `[0, size)`
    public int get(int world, int index) {
        return memory.getAtIndex(JAVA_INT, (long) world * size + Objects.checkIndex(index, size));
    }

    /// Sets one value.
    ///
    /// @param world index
    /// @param index in `[0, size)`
    /// @param value new value
    public void set(int world, int index, int value) {
        memory.setAtIndex(JAVA_INT, (long) world * size + Objects.checkIndex(index, size), value);
    }
}
