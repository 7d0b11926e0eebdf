package dev.sinew.config.document;

/// A configuration file that cannot be used. The message is one line: `file:line: key 'x' …` with what is allowed and
/// what was found.
public final class DocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DocumentException(String file, String message) {
        super(file + ": " + message);
    }

    DocumentException(String file, int line, String message) {
        super(file + ":" + line + ": " + message);
    }

    /// {@return what is wrong, one line}
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
