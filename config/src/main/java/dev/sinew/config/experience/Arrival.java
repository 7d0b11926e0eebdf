package dev.sinew.config.experience;

/// What a message is to a [ExperienceLedger].
public sealed interface Arrival {
    /// Transitions that have not been seen, next in their order.
    ///
    /// @param batch that holds them
    /// @param from index of the first one that is new; those before it are known
    record New(ExperienceBatch batch, int from) implements Arrival {}

    /// All of it is known already.
    ///
    /// @param boot whose it is, to be acknowledged again
    record Duplicate(BootId boot) implements Arrival {}

    /// Something before it has not arrived yet: not to be used, the robot sends it again.
    ///
    /// @param boot whose it is, to be acknowledged again
    /// @param expected sequence number that is missing
    record Gap(BootId boot, long expected) implements Arrival {}

    /// It is no batch of this stream.
    ///
    /// @param reason why
    /// @param message what must be and what was, one line
    record Refused(ExperienceRefusedException.Reason reason, String message) implements Arrival {}
}
