package dev.sinew.sim.mujoco.parts;

/// A native part is missing, wrong or cannot be fetched. The message says which, what was expected, what was found
/// and what to type.
public final class PartsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// A fault of a part.
    ///
    /// @param message which part, expected and found values, what to type
    public PartsException(String message) {
        super(message);
    }

    PartsException(String message, Throwable cause) {
        super(message, cause);
    }
}
