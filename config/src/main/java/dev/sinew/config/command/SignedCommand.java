package dev.sinew.config.command;

import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.bundle.TrustedKey;
import dev.sinew.config.document.DocumentException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The message that carries a command; the package's documentation draws it.
public final class SignedCommand {
    /// Longest message taken, bytes.
    public static final int LARGEST = 1024;

    private static final int SIGNATURE_DIGITS = 128;
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{128}\n");

    private SignedCommand() {}

    /// {@return the message}
    ///
    /// @param command names the key
    /// @param key signs it
    public static byte[] write(Command command, SigningKey key) {
        String id = key.trustedKey().id();
        if (!command.key().equals(id)) {
            throw new IllegalArgumentException(
                    "command must be signed by the key it names, " + command.key() + ", was " + id);
        }
        byte[] text = command.write().getBytes(StandardCharsets.UTF_8);
        byte[] head = (HexFormat.of().formatHex(key.sign(text)) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] message = Arrays.copyOf(head, head.length + text.length);
        System.arraycopy(text, 0, message, head.length, text.length);
        if (message.length > LARGEST) {
            throw new IllegalArgumentException(
                    "command must have at most " + LARGEST + " bytes, was " + message.length);
        }
        return message;
    }

    /// Opens a message: size, form, signature. Whom it is for and whether it is new is not looked at.
    ///
    /// @param message as it came
    /// @param trusted keys that may command
    /// @return the command that one of the keys signed
    /// @throws CommandRefusedException when it is none
    public static Command open(byte[] message, List<TrustedKey> trusted) throws CommandRefusedException {
        if (message.length > LARGEST) {
            throw refused(Refusal.OVERSIZED, "command must have at most " + LARGEST + " bytes, was " + message.length);
        }
        String text = utf8(message);
        if (text.startsWith("{")) {
            Command claimed = read(text);
            throw new CommandRefusedException(
                    Refusal.UNSIGNED,
                    "command must be signed by one of the trusted keys " + ids(trusted) + ", was unsigned",
                    Optional.of(claimed));
        }
        int start = SIGNATURE_DIGITS + 1;
        if (text.length() <= start
                || !SIGNATURE.matcher(text.substring(0, start)).matches()) {
            throw refused(
                    Refusal.MALFORMED,
                    "command must begin with " + SIGNATURE_DIGITS + " hexadecimal digits and a newline, did not");
        }
        Command command = read(text.substring(start));
        byte[] signature = HexFormat.of().parseHex(text, 0, SIGNATURE_DIGITS);
        checkSignature(command, signature, Arrays.copyOfRange(message, start, message.length), trusted);
        return command;
    }

    private static void checkSignature(Command command, byte[] signature, byte[] signed, List<TrustedKey> trusted)
            throws CommandRefusedException {
        Optional<TrustedKey> key =
                trusted.stream().filter(one -> one.id().equals(command.key())).findFirst();
        if (key.isEmpty()) {
            throw new CommandRefusedException(
                    Refusal.UNKNOWN_KEY,
                    "command must be signed by one of the trusted keys " + ids(trusted) + ", was key " + command.key(),
                    Optional.of(command));
        }
        if (!key.get().signed(signed, signature)) {
            throw new CommandRefusedException(
                    Refusal.SIGNATURE,
                    "signature of the command must belong to key " + command.key() + ", did not",
                    Optional.of(command));
        }
    }

    private static String utf8(byte[] message) throws CommandRefusedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
        } catch (CharacterCodingException garbled) {
            throw refused(Refusal.MALFORMED, "command must be UTF-8, was not");
        }
    }

    private static Command read(String text) throws CommandRefusedException {
        try {
            return Command.read(text);
        } catch (DocumentException garbled) {
            throw refused(Refusal.MALFORMED, garbled.getMessage());
        }
    }

    private static List<String> ids(List<TrustedKey> trusted) {
        return trusted.stream().map(TrustedKey::id).toList();
    }

    private static CommandRefusedException refused(Refusal reason, String message) {
        return new CommandRefusedException(reason, message, Optional.empty());
    }
}
