package dev.sinew.runtime.command;

import dev.sinew.config.bundle.TrustedKey;
import dev.sinew.config.command.Command;
import dev.sinew.config.command.CommandRefusedException;
import dev.sinew.config.command.Refusal;
import dev.sinew.config.command.SignedCommand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Lets in commands that a trusted key signed for this start of this robot, each once and in order.
///
/// The nonce is new with every start, so what was sent to an earlier one is void, and counters begin anew without
/// being kept anywhere. Each key counts for itself. The expiry is in the robot's own time, which a sender reads from
/// its telemetry: no clock has to be right, and none is trusted. One thread.
public final class Gatekeeper {
    /// How far ahead an expiry may lie, ms: a command that was held back is void soon.
    public static final long LONGEST_MILLIS = 10_000;

    private final String robot;
    private final String nonce;
    private final List<TrustedKey> trusted;
    private final LongSupplier unixMillis;
    private final Map<String, Long> counters = new HashMap<>();

    /// A gatekeeper that has seen nothing.
    ///
    /// @param robot name of the robot
    /// @param nonce of this start, as in its birth message
    /// @param trusted keys that may command; none lets nothing in
    /// @param unixMillis the robot's time, ms
    public Gatekeeper(String robot, String nonce, List<TrustedKey> trusted, LongSupplier unixMillis) {
        this.robot = robot;
        this.nonce = nonce;
        this.trusted = List.copyOf(trusted);
        this.unixMillis = unixMillis;
    }

    /// Looks at a message. Only one that is accepted changes what is accepted later.
    ///
    /// @param message as it came, read only
    /// @param retained whether the broker had kept it
    /// @return what is to become of it
    public Admission admit(byte[] message, boolean retained) {
        if (retained) {
            return refused(Refusal.RETAINED, "command must be live, was retained by the broker", Optional.empty());
        }
        Command command;
        try {
            command = SignedCommand.open(message, trusted);
        } catch (CommandRefusedException refusal) {
            return refused(refusal.reason(), refusal.getMessage(), refusal.claimed());
        }
        Optional<Admission> refusal = refusal(command);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        counters.put(command.key(), command.counter());
        return new Admission.Accepted(command);
    }

    private Optional<Admission> refusal(Command command) {
        Optional<Command> claimed = Optional.of(command);
        if (!command.robot().equals(robot)) {
            return Optional.of(refused(
                    Refusal.ROBOT,
                    "command must be for the robot '" + robot + "', was for '" + command.robot() + "'",
                    claimed));
        }
        if (!command.nonce().equals(nonce)) {
            return Optional.of(refused(
                    Refusal.NONCE,
                    "command must be for this start of the robot, nonce " + nonce + ", was for " + command.nonce(),
                    claimed));
        }
        long left = command.expiresMillis() - unixMillis.getAsLong();
        if (left <= 0 || left > LONGEST_MILLIS) {
            return Optional.of(refused(
                    Refusal.EXPIRED,
                    "command must expire within the next " + LONGEST_MILLIS + " ms, "
                            + (left <= 0 ? "did " + -left + " ms ago" : "was to in " + left + " ms"),
                    claimed));
        }
        long last = counters.getOrDefault(command.key(), 0L);
        if (command.counter() <= last) {
            return Optional.of(refused(
                    Refusal.COUNTER,
                    "counter of key " + command.key() + " must be above " + last + ", was " + command.counter(),
                    claimed));
        }
        return Optional.empty();
    }

    private static Admission refused(Refusal reason, String why, Optional<Command> claimed) {
        return new Admission.Refused(reason, why, claimed);
    }
}
