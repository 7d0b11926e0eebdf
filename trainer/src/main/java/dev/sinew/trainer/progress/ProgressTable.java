package dev.sinew.trainer.progress;

import dev.sinew.trainer.checkpoint.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/// `progress.csv`: one row per moment, one column per figure, in the order in which the figures first came. A figure
/// that was never seen before makes a new column: the whole file is written again from the lines of `metrics.jsonl`.
/// RFC 4180, but for the line ends: a bare line feed.
public final class ProgressTable {
    private final Path csv;
    private final Path lines;
    private final Set<String> columns = new LinkedHashSet<>();

    /// Makes the table anew from the lines there are.
    ///
    /// @param csv the table's place
    /// @param lines rows of figures, see [MetricLines]; must exist
    /// @throws IOException when a file cannot be read or written
    ProgressTable(Path csv, Path lines) throws IOException {
        this.csv = csv;
        this.lines = lines;
        rewrite();
    }

    /// Adds a row that is the last of the lines already.
    ///
    /// @param row text by key
    /// @throws IOException when the file cannot be written
    void add(Map<String, String> row) throws IOException {
        if (columns.containsAll(row.keySet())) {
            Files.writeString(csv, csvRow(row), StandardOpenOption.APPEND);
        } else {
            rewrite();
        }
    }

    /// {@return the rows of a table, each with the figures that it holds by key}
    ///
    /// @param csv as this class writes it
    /// @throws IOException when it cannot be read
    public static List<Map<String, String>> read(Path csv) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> columns = lines.isEmpty() ? List.of() : cells(lines.getFirst());
        for (int i = 1; i < lines.size(); i++) {
            List<String> cells = cells(lines.get(i));
            if (cells.size() != columns.size()) {
                throw new IOException("%s:%d must hold %d cells as its header does, held %d"
                        .formatted(csv, i + 1, columns.size(), cells.size()));
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int j = 0; j < columns.size(); j++) {
                if (!cells.get(j).isEmpty()) {
                    row.put(columns.get(j), cells.get(j));
                }
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (!quoted && !cell.isEmpty()) {
                    cell.append(c); // the second of two in a quoted cell
                }
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private void rewrite() throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(lines)) {
            Map<String, String> row = MetricLines.parse(line, lines);
            columns.addAll(row.keySet());
            rows.add(row);
        }
        AtomicFile.write(csv, out -> {
            if (!columns.isEmpty()) {
                out.write(joined(new ArrayList<>(columns)).getBytes(StandardCharsets.UTF_8));
            }
            for (Map<String, String> row : rows) {
                out.write(csvRow(row).getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private String csvRow(Map<String, String> row) {
        return joined(
                columns.stream().map(column -> row.getOrDefault(column, "")).toList());
    }

    private static String joined(List<String> cells) {
        StringJoiner line = new StringJoiner(",", "", "\n");
        for (String cell : cells) {
            boolean quoted = cell.contains(",") || cell.contains("\"") || cell.contains("\n");
            line.add(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
        }
        return line.toString();
    }
}
