package dev.sinew.trainer.checkpoint;

import java.io.IOException;

/// A run folder cannot be written or read; the message is meant for the person who trains, complete in one line.
public final class RunFolderException extends IOException {
    private static final long serialVersionUID = 1;

    /// Says what is wrong.
    ///
    /// @param message what must be, what was, and what to do
    public RunFolderException(String message) {
        super(message);
    }

    /// Says what is wrong and what it came from.
    ///
    /// @param message what must be, what was, and what to do
    /// @param cause below it
    public RunFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
