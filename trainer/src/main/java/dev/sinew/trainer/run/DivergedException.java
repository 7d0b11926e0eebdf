package dev.sinew.trainer.run;

/// A training that computed NaN or infinities and cannot go on. The message is one line: where, what, and what to do.
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Says where and what.
    ///
    /// @param message complete
    /// @param cause found it
    DivergedException(String message, RuntimeException cause) {
        super(message, cause);
    }
}
