package dev.sinew.runtime.policy;

/// A policy file was refused while it was loaded. Never thrown in a tick.
public final class PolicyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Says what was refused.
    ///
    /// @param message what must be and what was found
    public PolicyException(String message) {
        super(message);
    }

    /// Says what was refused and why.
    ///
    /// @param message what must be and what was found
    /// @param cause the reason
    public PolicyException(String message, Throwable cause) {
        super(message, cause);
    }
}
