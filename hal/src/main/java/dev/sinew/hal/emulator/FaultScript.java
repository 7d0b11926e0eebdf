package dev.sinew.hal.emulator;

import java.util.List;

/// What goes wrong on an emulated board and when.
///
/// @param entries in any order; they may overlap
public record FaultScript(List<Entry> entries) {
    /// Nothing goes wrong.
    public static final FaultScript NONE = new FaultScript(List.of());

    /// Copies the entries.
    public FaultScript {
        entries = List.copyOf(entries);
    }

    /// One fault and its time, counted from the start of the script.
    ///
    /// @param fromNanos first moment, ns, not negative
    /// @param untilNanos first moment after it, ns, later than `fromNanos`; [Long#MAX_VALUE] for a lasting fault
    /// @param fault what happens
    public record Entry(long fromNanos, long untilNanos, ScriptedFault fault) {
        /// Refuses a time that is none.
        public Entry {
            if (fromNanos < 0 || untilNanos <= fromNanos) {
                throw new IllegalArgumentException("a fault must start at 0 ns or later and end after its start, was "
                        + fromNanos + " to " + untilNanos + " ns");
            }
        }

        boolean active(long nanos) {
            return nanos >= fromNanos && nanos < untilNanos;
        }
    }
}
