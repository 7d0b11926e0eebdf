package dev.sinew.config.command;

import java.util.Locale;

/// Why a command is refused, in the order in which it is checked.
public enum Refusal {
    /// Too many wait already.
    BUSY,
    /// The broker kept it: whoever sent it may be long gone.
    RETAINED,
    /// It is longer than a command can be.
    OVERSIZED,
    /// It is no command, or not in the one form.
    MALFORMED,
    /// It has no signature.
    UNSIGNED,
    /// It was signed by a key that this robot does not trust.
    UNKNOWN_KEY,
    /// Its signature does not belong to its text.
    SIGNATURE,
    /// It is for another robot.
    ROBOT,
    /// It is for an earlier start of this robot.
    NONCE,
    /// It came too late, or would be valid for longer than a command may be.
    EXPIRED,
    /// Its key has sent it, or one after it, before.
    COUNTER,
    /// It is in order, but the robot cannot do it as it is now.
    NOT_NOW;

    /// {@return the word in events and answers, `unknown_key`}
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
