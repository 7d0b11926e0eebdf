package dev.sinew.hal.bus;

/// One input line. One thread at a time.
public interface DigitalInput {
    /// What a line said.
    enum Level {
        /// Electrically low.
        LOW,
        /// Electrically high.
        HIGH,
        /// The line could not be read.
        GONE
    }

    /// {@return the level now}
    Level read();
}
