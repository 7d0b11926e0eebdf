package dev.sinew.trainer.export;

/// A policy cannot be exported; the message is meant for the person who wants it.
public final class ExportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Says what is wrong.
    ///
    /// @param message what must be and what was
    public ExportException(String message) {
        super(message);
    }
}
