package dev.sinew.trainer.progress;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Rows of figures as lines of JSON, one object each: `{"rollout/ep_rew_mean": 12.5, "time/total_timesteps": 2000}`.
/// JSON has no NaN, so numbers that are not finite are strings.
final class MetricLines {
    private static final JsonFactory JSON = new JsonFactory();

    private MetricLines() {}

    /// {@return one line, with its end}
    ///
    /// @param values by key
    static String line(Map<String, Double> values) {
        StringBuilder line = new StringBuilder("{");
        for (Map.Entry<String, Double> entry : values.entrySet()) {
            line.append(line.length() > 1 ? ", \"" : "\"");
            line.append(JsonStringEncoder.getInstance().quoteAsString(entry.getKey()));
            line.append("\": ");
            String text = Figures.text(entry.getValue());
            line.append(Double.isFinite(entry.getValue()) ? text : '"' + text + '"');
        }
        return line.append("}\n").toString();
    }

    /// Reads a line back.
    ///
    /// @param line as [#line] wrote it
    /// @param file it came from, for the message
    /// @return text by key, as written
    /// @throws IOException when it is no such line
    static Map<String, String> parse(String line, Path file) throws IOException {
        Map<String, String> row = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(line)) {
            boolean open = parser.nextToken() == JsonToken.START_OBJECT;
            while (open && parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                row.put(key, parser.getText());
            }
            if (!open || parser.currentToken() != JsonToken.END_OBJECT) {
                throw new IOException("%s must hold one JSON object per line, held: %s".formatted(file, line));
            }
        }
        return row;
    }
}
