package dev.sinew.runtime.journal;

/// Something that happened in the loop, worth a line for a human.
///
/// @param tick in which it showed
/// @param timeNanos deadline of that tick, ns on the monotonic clock
/// @param kind what sort of thing
/// @param text one line, without the tick
public record TickEvent(long tick, long timeNanos, Kind kind, String text) {
    /// Sorts of events.
    public enum Kind {
        /// The mode changed.
        MODE(0),
        /// A fault latched; the text is its reason.
        FAULT(1),
        /// A tick took so long that others were missed.
        OVERRUN(2),
        /// The host did not run the loop for longer than a period.
        PAUSE(3),
        /// Records were overwritten before this reader saw them.
        LOST(4),
        /// A command was accepted or refused.
        COMMAND(5),
        /// Something was asked for that changes no mode: to learn, not to learn, to mark the tick.
        REQUEST(6),
        /// Another policy answers.
        POLICY(7);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /// {@return the number that stands for this kind in records, 0-7}
        public int code() {
            return code;
        }
    }
}
