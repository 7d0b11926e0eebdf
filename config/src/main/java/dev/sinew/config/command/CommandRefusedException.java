package dev.sinew.config.command;

import java.util.Optional;

/// A message that is no command of a trusted key. Its text is one line.
public final class CommandRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal reason;
    private final transient Optional<Command> claimed;

    CommandRefusedException(Refusal reason, String message, Optional<Command> claimed) {
        super(message);
        this.reason = reason;
        this.claimed = claimed;
    }

    /// {@return why}
    public Refusal reason() {
        return reason;
    }

    /// {@return what the message says it is, true or not; empty when it says nothing that can be read}
    public Optional<Command> claimed() {
        return claimed;
    }

    /// {@return what must be and what was, one line}
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
