package dev.sinew.hal.bus;

/// A bus or a line could not be opened or set up. Never thrown by a transfer: those return a [BusStatus].
public final class BusException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Says what failed.
    ///
    /// @param message which device node or line, what was expected, what was found and what to do
    public BusException(String message) {
        super(message);
    }

    /// Says what failed and why.
    ///
    /// @param message which device node or line, what was expected, what was found and what to do
    /// @param cause the reason
    public BusException(String message, Throwable cause) {
        super(message, cause);
    }
}
