package dev.sinew.config.bundle;

/// A bundle that must not run. The message is one line.
public final class BundleRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// A refusal.
    ///
    /// @param reason why
    /// @param message what must be and what was, one line
    public BundleRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /// {@return why}
    public Reason reason() {
        return reason;
    }

    /// {@return what must be and what was, one line}
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
