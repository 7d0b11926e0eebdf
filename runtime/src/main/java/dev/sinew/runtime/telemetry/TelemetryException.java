package dev.sinew.runtime.telemetry;

/// Telemetry cannot start.
public final class TelemetryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Says what failed.
    ///
    /// @param message what was tried, what stood in the way and what to do
    public TelemetryException(String message) {
        super(message);
    }

    /// Says what failed and why.
    ///
    /// @param message what was tried, what stood in the way and what to do
    /// @param cause the reason
    public TelemetryException(String message, Throwable cause) {
        super(message, cause);
    }
}
