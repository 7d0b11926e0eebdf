package dev.sinew.runtime.command;

import dev.sinew.config.command.Verb;
import java.util.Optional;

/// What carries commands out, by asking the loop. Of any thread; never waits.
public interface CommandTarget {
    /// Asks for what an accepted command says.
    ///
    /// @param verb what to do
    /// @return why it cannot be done now; empty when it was asked for
    Optional<String> carryOut(Verb verb);

    /// Asks to stop, signed or not.
    ///
    /// @param why in words
    void stop(String why);
}
