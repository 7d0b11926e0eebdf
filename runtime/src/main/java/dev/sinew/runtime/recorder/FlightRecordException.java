package dev.sinew.runtime.recorder;

import java.io.IOException;

/// A file is no flight record, or none that can be replayed.
public final class FlightRecordException extends IOException {
    private static final long serialVersionUID = 1;

    /// Says what is wrong.
    ///
    /// @param message which file, what it must be and what it was
    public FlightRecordException(String message) {
        super(message);
    }

    /// Says what is wrong and where that showed.
    ///
    /// @param message which file, what it must be and what it was
    /// @param cause the reason
    public FlightRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
