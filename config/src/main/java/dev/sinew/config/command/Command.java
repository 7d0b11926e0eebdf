package dev.sinew.config.command;

import dev.sinew.config.document.Document;
import dev.sinew.config.document.JsonWriter;
import dev.sinew.config.document.Section;
import java.util.regex.Pattern;

/// One command: what is signed.
///
/// @param robot name of the robot that is to follow it
/// @param nonce of the robot's birth message, 32 lower-case hexadecimal digits
/// @param counter at least 1, above that of every earlier command of the same key to this start of the robot
/// @param expiresMillis when it becomes void, Unix time by the robot's clock, ms
/// @param key id of the key that signs it
/// @param verb what to do
public record Command(String robot, String nonce, long counter, long expiresMillis, String key, Verb verb) {
    private static final int FORM = 1;
    private static final Pattern NONCE = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{16}");

    /// Refuses what no robot could take.
    public Command {
        if (!NONCE.matcher(nonce).matches()) {
            throw new IllegalArgumentException("nonce must be 32 hexadecimal digits, was '" + nonce + "'");
        }
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("key must be 16 hexadecimal digits, was '" + key + "'");
        }
        if (counter < 1 || expiresMillis < 0) {
            throw new IllegalArgumentException(
                    "counter and expiry must be at least 1 and 0, were " + counter + " and " + expiresMillis);
        }
    }

    /// {@return the canonical text}
    String write() {
        return new JsonWriter()
                .whole("command", FORM)
                .text("robot", robot)
                .text("nonce", nonce)
                .whole("counter", counter)
                .whole("expires_ms", expiresMillis)
                .text("key", key)
                .text("verb", verb.word())
                .finish();
    }

    /// {@return what [#write] wrote}
    static Command read(String text) {
        return Document.canonicalJson("command", text, Command::read, Command::write);
    }

    private static Command read(Section root) {
        root.integer("command", FORM, FORM);
        String word = root.text("verb");
        Verb verb = Verb.of(word)
                .orElseThrow(() -> root.refusal("verb", "must be one of " + Verb.words() + ", was '" + word + "'"));
        return root.made(() -> new Command(
                root.text("robot"),
                root.text("nonce"),
                root.whole("counter", 1, Long.MAX_VALUE),
                root.whole("expires_ms", 0, Long.MAX_VALUE),
                root.text("key"),
                verb));
    }
}
