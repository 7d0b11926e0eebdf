package dev.sinew.runtime.recorder;

import java.nio.ByteBuffer;
import java.util.List;

/// One tick of a flight record, as far as a replay must know it by itself.
///
/// @param number of the tick, from 0
/// @param stop whether it is the record of the stop, the last of its run
/// @param requests of the operator, as bits: 1 arm, 2 disarm, 4 reset, 8 learn-on, 16 learn-off, 32 mark
/// @param supervisorTripped whether the loop found the supply taken away
/// @param answer of the policy
/// @param bus what was learned in this tick, and before it since the last
/// @param message the whole encoded `sinew.Tick`, read only
public record RecordedTick(
        long number,
        boolean stop,
        int requests,
        boolean supervisorTripped,
        Answer answer,
        RecordedBus bus,
        ByteBuffer message) {
    /// What a policy answered.
    ///
    /// @param policy its number
    /// @param active whether it drove the robot
    /// @param usable whether it said that its action may be used
    /// @param observation `[n]`, little-endian float32, read only
    /// @param action `[m]`, little-endian float32, read only
    public record Answer(int policy, boolean active, boolean usable, ByteBuffer observation, ByteBuffer action) {}

    /// What was learned from buses and clocks.
    ///
    /// @param entries in their order
    /// @param skipped how many did not fit into the record
    public record RecordedBus(List<RecordedEntry> entries, int skipped) {
        /// Copies the list.
        public RecordedBus {
            entries = List.copyOf(entries);
        }
    }
}
