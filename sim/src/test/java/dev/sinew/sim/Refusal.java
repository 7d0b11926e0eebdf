package dev.sinew.sim;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Objects;
import org.junit.jupiter.api.function.Executable;

/// What an exception says.
public final class Refusal {
    private Refusal() {}

    /// {@return the message of the exception that an action throws}
    ///
    /// @param type of the exception
    /// @param action that must throw
    public static String of(Class<? extends Exception> type, Executable action) {
        return Objects.requireNonNull(assertThrows(type, action).getMessage());
    }
}
