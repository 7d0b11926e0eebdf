package dev.sinew.runtime.telemetry;

import java.nio.charset.StandardCharsets;

/// Writes one flat JSON object the way dashboards read it: a float always looks like one (`1.0`), and what is not a
/// finite number is left out, since JSON has no word for it.
public final class JsonObject {
    private final StringBuilder text = new StringBuilder("{");

    /// An empty object.
    public JsonObject() {}

    /// Adds a text.
    ///
    /// @param key name
    /// @param value any text
    /// @return this
    public JsonObject put(String key, String value) {
        key(key);
        quote(value);
        return this;
    }

    /// Adds a whole number.
    ///
    /// @param key name
    /// @param value the number
    /// @return this
    public JsonObject put(String key, long value) {
        key(key);
        text.append(value);
        return this;
    }

    JsonObject put(String key, boolean value) {
        key(key);
        text.append(value);
        return this;
    }

    JsonObject put(String key, double value) {
        if (Double.isFinite(value)) {
            key(key);
            text.append(value);
        }
        return this;
    }

    /// A value that is JSON already.
    JsonObject putJson(String key, String json) {
        key(key);
        text.append(json);
        return this;
    }

    /// {@return the object}
    public String json() {
        return text + "}";
    }

    byte[] toBytes() {
        return json().getBytes(StandardCharsets.UTF_8);
    }

    private void key(String key) {
        if (text.length() > 1) {
            text.append(',');
        }
        quote(key);
        text.append(':');
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < 0x20) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
