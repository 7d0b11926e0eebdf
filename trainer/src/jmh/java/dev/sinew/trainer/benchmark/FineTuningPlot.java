package dev.sinew.trainer.benchmark;

import dev.sinew.trainer.report.LinePlot;
import dev.sinew.trainer.report.PlotGrid;
import dev.sinew.trainer.report.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Draws what [FineTuningBenchmark] measured: a panel for each reality, a curve for each seed.
///
/// Arguments: folder with `cures.csv` and the curves; file to write.
final class FineTuningPlot {
    private static final LinePlot.Size PANEL = new LinePlot.Size(520, 320);
    private static final int WINDOW = 5;

    private final Path folder;

    private FineTuningPlot(Path folder) {
        this.folder = folder;
    }

    /// Draws.
    ///
    /// @param arguments as above
    /// @throws IOException when a file cannot be read or written
    public static void main(String[] arguments) throws IOException {
        new FineTuningPlot(Path.of(arguments[0])).draw(Path.of(arguments[1]));
    }

    private void draw(Path file) throws IOException {
        List<List<String>> cures = rows(folder.resolve("cures.csv"));
        List<String> realities = cures.stream().map(List::getFirst).distinct().toList();
        List<String> seeds =
                cures.stream().map(row -> row.get(1)).distinct().sorted().toList();
        List<List<LinePlot>> grid = new ArrayList<>();
        for (String reality : realities) {
            if (grid.isEmpty() || grid.getLast().size() == 2) {
                grid.add(new ArrayList<>());
            }
            grid.getLast().add(panel(reality, seeds));
        }
        String title = "SAC on emulated robots; the first 5000 ticks play the policy from simulation";
        Files.writeString(
                file,
                new PlotGrid(
                                title,
                                grid,
                                seeds.stream().map(seed -> "seed " + seed).toList())
                        .svg());
    }

    private LinePlot panel(String reality, List<String> seeds) throws IOException {
        LinePlot plot = new LinePlot(reality, "ticks that the robot learned from", "mean return of 5 episodes", PANEL);
        for (int i = 0; i < seeds.size(); i++) {
            Path curve = folder.resolve(reality + "-" + seeds.get(i) + ".csv");
            if (Files.exists(curve)) {
                plot.add(means("seed " + seeds.get(i), rows(curve)), i);
            }
        }
        return plot;
    }

    private static Series means(String name, List<List<String>> episodes) {
        double[] returns = episodes.stream()
                .mapToDouble(row -> Double.parseDouble(row.get(3)))
                .toArray();
        int count = Math.max(0, returns.length - WINDOW + 1);
        double[] at = IntStream.range(0, count)
                .mapToDouble(
                        i -> Double.parseDouble(episodes.get(i + WINDOW - 1).getFirst()))
                .toArray();
        double[] means = IntStream.range(0, count)
                .mapToDouble(i -> IntStream.range(i, i + WINDOW)
                        .mapToDouble(k -> returns[k])
                        .average()
                        .orElseThrow())
                .toArray();
        return new Series(name, at, means);
    }

    private static List<List<String>> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> List.of(line.split(",", -1)))
                .toList();
    }
}
