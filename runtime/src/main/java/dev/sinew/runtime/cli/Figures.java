package dev.sinew.runtime.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The figures of a command, in order, as a JSON object for `--json FILE`.
public final class Figures {
    private final Map<String, String> entries = new LinkedHashMap<>();

    /// No figures yet.
    public Figures() {}

    /// Adds a whole number.
    ///
    /// @param key of the figure
    /// @param value the figure
    /// @return this
    public Figures put(String key, long value) {
        entries.put(key, Long.toString(value));
        return this;
    }

    /// Adds a number; what is not finite becomes `null`.
    ///
    /// @param key of the figure
    /// @param value the figure
    /// @return this
    public Figures put(String key, double value) {
        entries.put(key, Double.isFinite(value) ? Double.toString(value) : "null");
        return this;
    }

    /// Adds a yes or no.
    ///
    /// @param key of the figure
    /// @param value the figure
    /// @return this
    public Figures put(String key, boolean value) {
        entries.put(key, Boolean.toString(value));
        return this;
    }

    /// Adds a text.
    ///
    /// @param key of the figure
    /// @param value the text
    /// @return this
    public Figures put(String key, String value) {
        entries.put(key, quoted(value));
        return this;
    }

    /// Adds a list of texts.
    ///
    /// @param key of the figure
    /// @param values the texts
    /// @return this
    public Figures put(String key, List<String> values) {
        entries.put(key, values.stream().map(Figures::quoted).toList().toString());
        return this;
    }

    /// Adds a list of whole numbers.
    ///
    /// @param key of the figure
    /// @param values the numbers
    /// @return this
    public Figures put(String key, long[] values) {
        entries.put(key, Arrays.toString(values));
        return this;
    }

    /// Adds these figures to others.
    ///
    /// @param others that they follow
    /// @return the others
    public Figures addTo(Figures others) {
        others.entries.putAll(entries);
        return others;
    }

    /// {@return the object, one figure a line}
    public String json() {
        StringBuilder text = new StringBuilder("{");
        entries.forEach((key, value) -> text.append(text.length() > 1 ? ",\n  " : "\n  ")
                .append(quoted(key))
                .append(": ")
                .append(value));
        return text.append("\n}\n").toString();
    }

    /// Writes the object, whole or not at all.
    ///
    /// @param file where to; empty for nowhere
    /// @throws IOException when it cannot be written
    public void write(Optional<Path> file) throws IOException {
        if (file.isPresent()) {
            Path target = file.get().toAbsolutePath();
            Path draft = target.resolveSibling(target.getFileName() + ".part");
            Files.writeString(draft, json(), StandardCharsets.UTF_8);
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static String quoted(String value) {
        StringBuilder text = new StringBuilder("\"");
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
        return text.append('"').toString();
    }
}
