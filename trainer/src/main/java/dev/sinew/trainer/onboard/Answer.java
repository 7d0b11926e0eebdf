package dev.sinew.trainer.onboard;

import dev.sinew.config.document.Document;
import dev.sinew.config.document.Section;

/// What the run said of a policy.
///
/// @param result `accepted`, `swapped`, `replaced` or `refused`
/// @param reason of a refusal, one word; else empty
/// @param text of a refusal, for people
/// @param sha256 of the bundle
record Answer(String result, String reason, String text, String sha256) {
    /// {@return the answer of its message}
    ///
    /// @param json as `policy/ack` carries it
    static Answer of(String json) {
        Section message = Document.foreignJson("policy/ack", json);
        return new Answer(
                word(message, "result"), word(message, "reason"), word(message, "text"), word(message, "sha256"));
    }

    private static String word(Section message, String key) {
        return message.has(key) ? message.text(key) : "";
    }

    /// {@return whether another policy was being checked: the same is to be handed over again}
    boolean busy() {
        return reason.equals("busy");
    }

    /// {@return it in a line, for people}
    String line() {
        return result + (reason.isEmpty() ? "" : ", " + reason + ": " + text);
    }
}
