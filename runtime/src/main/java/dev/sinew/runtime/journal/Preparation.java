package dev.sinew.runtime.journal;

import java.nio.ByteBuffer;

/// What the loop's thread learned before its first tick, while the robot was set up and the loop warmed up.
///
/// @param entries one after the other, as in the bus area of a tick; read only
/// @param skipped that did not fit into the record of a dry tick
public record Preparation(ByteBuffer entries, int skipped) {
    /// Keeps a read-only view.
    public Preparation {
        entries = entries.asReadOnlyBuffer();
    }

    /// {@return one in which nothing was learned}
    public static Preparation none() {
        return new Preparation(ByteBuffer.allocate(0), 0);
    }
}
