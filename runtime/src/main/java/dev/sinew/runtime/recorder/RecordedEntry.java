package dev.sinew.runtime.recorder;

import dev.sinew.hal.bus.BusStatus;
import java.nio.ByteBuffer;

/// What a recorded loop learned from a bus or from a clock.
public sealed interface RecordedEntry {
    /// One transfer.
    ///
    /// @param channel number of the bus or line, in the order in which they were opened
    /// @param address I2C address, or 0
    /// @param status how it ended
    /// @param out bytes written, read only
    /// @param in bytes read, read only; meaningless unless `status` is OK
    record Transfer(int channel, int address, BusStatus status, ByteBuffer out, ByteBuffer in)
            implements RecordedEntry {}

    /// One reading of a clock.
    ///
    /// @param clock its number
    /// @param nanos what it said, ns
    record Reading(int clock, long nanos) implements RecordedEntry {}
}
