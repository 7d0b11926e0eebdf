package dev.sinew.trainer.onboard;

import dev.sinew.config.document.Document;
import dev.sinew.config.document.Section;
import dev.sinew.runtime.telemetry.RemoteRobot;

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
                RemoteRobot.text(message, "result"),
                RemoteRobot.text(message, "reason"),
                RemoteRobot.text(message, "text"),
                RemoteRobot.text(message, "sha256"));
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
