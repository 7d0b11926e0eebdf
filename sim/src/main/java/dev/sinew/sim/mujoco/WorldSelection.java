package dev.sinew.sim.mujoco;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// Which worlds a call is for, checked and copied to native memory: the library ends the process on worlds that are
/// unsorted, repeated or out of range.
final class WorldSelection {
    private final MemorySegment ids;
    private final int worlds;

    /// @param ids room for one int for each world
    /// @param worlds of the batch
    WorldSelection(MemorySegment ids, int worlds) {
        this.ids = ids;
        this.worlds = worlds;
    }

    /// {@return native worlds, valid until the next call}
    ///
    /// @param selected ascending, from index 0 on
    /// @param count how many
    MemorySegment of(int[] selected, int count) {
        Objects.checkFromIndexSize(0, count, Math.min(selected.length, worlds));
        int previous = -1;
        for (int i = 0; i < count; i++) {
            int world = selected[i];
            if (world <= previous || world >= worlds) {
                throw new IllegalArgumentException(
                        "worlds must ascend from 0 to " + (worlds - 1) + ", was " + world + " after " + previous);
            }
            ids.setAtIndex(JAVA_INT, i, world);
            previous = world;
        }
        return ids;
    }
}
