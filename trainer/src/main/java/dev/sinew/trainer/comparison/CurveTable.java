package dev.sinew.trainer.comparison;

import dev.sinew.trainer.checkpoint.AtomicFile;
import dev.sinew.trainer.progress.ProgressTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Learning curves as a file: a header, then one evaluation per row,
/// `task,algorithm,seed,steps,seconds,mean_return,std_return`. It holds all that the plot and the means are made
/// from.
public final class CurveTable {
    private static final String HEADER = "task,algorithm,seed,steps,seconds,mean_return,std_return";

    private CurveTable() {}

    private record Key(String task, String algorithm, long seed) {}

    /// Writes curves, replacing the file at once.
    ///
    /// @param file to write
    /// @param curves any
    /// @throws IOException when it cannot be written
    public static void write(Path file, List<LearningCurve> curves) throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (LearningCurve curve : curves) {
            for (CurvePoint point : curve.points()) {
                text.append(String.format(
                        Locale.ROOT,
                        "%s,%s,%d,%d,%.1f,%s,%s%n",
                        curve.task(),
                        curve.algorithm(),
                        curve.seed(),
                        point.steps(),
                        point.seconds(),
                        point.mean(),
                        point.std()));
            }
        }
        AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /// {@return the curves of a file}
    ///
    /// @param file as [#write] wrote it
    /// @throws IOException when it cannot be read
    public static List<LearningCurve> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
            throw new IllegalArgumentException("%s must begin with the line '%s', began with '%s'"
                    .formatted(file, HEADER, lines.isEmpty() ? "" : lines.getFirst()));
        }
        Map<Key, List<CurvePoint>> curves = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            try {
                Key key = new Key(cells[0], cells[1], Long.parseLong(cells[2]));
                CurvePoint point =
                        new CurvePoint(Long.parseLong(cells[3]), number(cells[4]), number(cells[5]), number(cells[6]));
                curves.computeIfAbsent(key, first -> new ArrayList<>()).add(point);
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new IllegalArgumentException(
                        "%s:%d: must hold %s, was '%s'".formatted(file, i + 1, HEADER, lines.get(i)), e);
            }
        }
        return curves.entrySet().stream()
                .map(curve -> new LearningCurve(
                        curve.getKey().task(),
                        curve.getKey().algorithm(),
                        curve.getKey().seed(),
                        curve.getValue()))
                .toList();
    }

    /// {@return the evaluations among the figures of a training}
    ///
    /// @param progress its `progress.csv`
    /// @throws IOException when it cannot be read
    public static List<CurvePoint> evaluations(Path progress) throws IOException {
        List<CurvePoint> points = new ArrayList<>();
        for (Map<String, String> row : ProgressTable.read(progress)) {
            if (!row.getOrDefault("eval/mean_reward", "").isEmpty()) {
                points.add(new CurvePoint(
                        (long) number(row.getOrDefault("time/total_timesteps", "")),
                        number(row.getOrDefault("time/time_elapsed", "")),
                        number(row.getOrDefault("eval/mean_reward", "")),
                        number(row.getOrDefault("eval/std_reward", ""))));
            }
        }
        return points;
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }
}
