package dev.sinew.runtime.command;

import dev.sinew.config.command.Command;
import dev.sinew.config.command.Refusal;
import java.util.Optional;

/// What a gatekeeper says of a message.
public sealed interface Admission {
    /// A command of a trusted key, for this start of this robot, in time and not seen before.
    ///
    /// @param command what to do
    record Accepted(Command command) implements Admission {}

    /// A message that changes nothing.
    ///
    /// @param reason of its kind
    /// @param why what must be and what was, one line
    /// @param claimed what the message says it is, true or not; empty when it says nothing that can be read
    record Refused(Refusal reason, String why, Optional<Command> claimed) implements Admission {}
}
