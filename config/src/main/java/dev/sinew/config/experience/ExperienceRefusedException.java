package dev.sinew.config.experience;

/// Bytes that are no batch and no acknowledgement of this stream. Nothing of them may be used.
public final class ExperienceRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Why, in the order in which bytes are checked.
    public enum Reason {
        /// They do not begin as what they should be.
        FOREIGN,
        /// They were written in a form that this program does not know.
        VERSION,
        /// There are fewer or more of them than they say.
        LENGTH,
        /// Their checksum is wrong.
        CHECKSUM,
        /// They are of another robot, contract or reward.
        SHAPE,
        /// They say what cannot be.
        CONTENT
    }

    private final Reason reason;

    /// A refusal.
    ///
    /// @param reason why
    /// @param message what must be and what was, one line
    public ExperienceRefusedException(Reason reason, String message) {
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
