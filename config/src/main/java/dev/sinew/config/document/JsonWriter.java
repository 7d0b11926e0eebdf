package dev.sinew.config.document;

import java.util.List;
import java.util.function.BiConsumer;

/// Writes JSON in the one form that this project calls canonical: keys in the order they are written, two blanks of
/// indentation, one key a line, lists of plain values on one line, numbers in the shortest form that reads back as
/// the same double, a newline at the end. What [Document] reads from it is equal bit for bit.
public final class JsonWriter {
    private final StringBuilder out = new StringBuilder("{");
    private int depth = 1;
    private boolean first = true;

    /// An open root object.
    public JsonWriter() {}

    /// Writes text.
    ///
    /// @param key name
    /// @param value any text
    /// @return this
    public JsonWriter text(String key, String value) {
        return raw(key, quoted(value));
    }

    /// Writes an enum constant in lower case.
    ///
    /// @param key name
    /// @param value the constant
    /// @return this
    public JsonWriter choice(String key, Enum<?> value) {
        return text(key, Value.name(value));
    }

    /// Writes a whole number.
    ///
    /// @param key name
    /// @param value the number
    /// @return this
    public JsonWriter whole(String key, long value) {
        return raw(key, Long.toString(value));
    }

    /// Writes a number without a unit.
    ///
    /// @param key name
    /// @param value finite
    /// @return this
    public JsonWriter number(String key, double value) {
        return raw(key, finite(value));
    }

    /// Writes a number with its SI unit, as text: `"0.5 rad/s"`.
    ///
    /// @param key name
    /// @param quantity whose SI unit is written
    /// @param value finite, SI
    /// @return this
    public JsonWriter quantity(String key, Quantity quantity, double value) {
        return text(key, finite(value) + " " + quantity.symbol());
    }

    /// Writes a list of numbers.
    ///
    /// @param key name
    /// @param values finite
    /// @return this
    public JsonWriter numbers(String key, List<Double> values) {
        return raw(
                key,
                "[" + String.join(", ", values.stream().map(JsonWriter::finite).toList()) + "]");
    }

    /// Opens an object below a key; [#close] ends it.
    ///
    /// @param key name
    /// @return this
    public JsonWriter open(String key) {
        raw(key, "{");
        depth++;
        first = true;
        return this;
    }

    /// Ends the object that [#open] started.
    ///
    /// @return this
    public JsonWriter close() {
        depth--;
        newLine();
        out.append('}');
        first = false;
        return this;
    }

    /// Writes a list of objects.
    ///
    /// @param key name
    /// @param items one object each
    /// @param writer writes the keys of one object
    /// @param <T> item
    /// @return this
    public <T> JsonWriter list(String key, List<T> items, BiConsumer<JsonWriter, T> writer) {
        raw(key, "[");
        depth++;
        for (int i = 0; i < items.size(); i++) {
            out.append(i == 0 ? "" : ",");
            newLine();
            out.append('{');
            depth++;
            first = true;
            writer.accept(this, items.get(i));
            close();
        }
        depth--;
        newLine();
        out.append(']');
        first = false;
        return this;
    }

    /// {@return the finished text}
    public String finish() {
        return out + "\n}\n";
    }

    private JsonWriter raw(String key, String value) {
        out.append(first ? "" : ",");
        newLine();
        out.append(quoted(key)).append(": ").append(value);
        first = false;
        return this;
    }

    private void newLine() {
        out.append('\n').repeat("  ", depth);
    }

    private static String finite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("number must be finite, was " + value);
        }
        return Double.toString(value);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
