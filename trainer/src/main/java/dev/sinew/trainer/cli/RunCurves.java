package dev.sinew.trainer.cli;

import dev.sinew.trainer.comparison.CurvePoint;
import dev.sinew.trainer.comparison.CurveTable;
import dev.sinew.trainer.comparison.LearningCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Finds learning curves: in run folders, in folders of these, in tables that `compare --csv` wrote.
final class RunCurves {
    /// A folder of series, a series, a run.
    private static final int DEPTH = 3;

    private RunCurves() {}

    /// {@return the curves of several places. Where two places hold the same seed of one algorithm and task, such as
    /// trainings with other settings, their names tell them apart}
    ///
    /// @param sources folders or tables
    /// @throws IOException when one cannot be read
    static List<LearningCurve> of(List<Path> sources) throws IOException {
        List<List<LearningCurve>> found = new ArrayList<>();
        for (Path source : sources) {
            found.add(Files.isRegularFile(source) ? CurveTable.read(source) : below(source));
        }
        Set<String> shared = shared(found);
        List<LearningCurve> curves = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            String place = name(sources.get(i));
            for (LearningCurve curve : found.get(i)) {
                curves.add(shared.contains(group(curve)) ? curve.named(curve.algorithm() + " " + place) : curve);
            }
        }
        return curves;
    }

    /// {@return the groups of which several places hold the same seed}
    private static Set<String> shared(List<List<LearningCurve>> places) {
        Map<String, Integer> first = new HashMap<>();
        Set<String> shared = new HashSet<>();
        for (int i = 0; i < places.size(); i++) {
            for (LearningCurve curve : places.get(i)) {
                int place = i;
                if (first.computeIfAbsent(group(curve) + " " + curve.seed(), seed -> place) != i) {
                    shared.add(group(curve));
                }
            }
        }
        return shared;
    }

    private static String group(LearningCurve curve) {
        return curve.algorithm() + " " + curve.task();
    }

    private static String name(Path source) {
        return String.valueOf(source.toAbsolutePath().normalize().getFileName()).replace(',', '_');
    }

    /// {@return the curves of a run folder, or of all that lie below a folder and were evaluated}
    ///
    /// @param folder to look at
    /// @throws IOException when there is none, or one cannot be read
    static List<LearningCurve> below(Path folder) throws IOException {
        List<LearningCurve> curves = evaluated(folder);
        if (!curves.isEmpty()) {
            return curves;
        }
        if (isRun(folder)) {
            throw new IllegalArgumentException(folder + " must hold at least one evaluation, held none");
        }
        throw new NoSuchFileException(
                Files.isDirectory(folder) ? folder + " holds no run that was evaluated" : folder.toString());
    }

    /// {@return the curves of all trainings in a folder and below that were evaluated; there may be none}
    ///
    /// @param folder to look at
    /// @throws IOException when one cannot be read
    static List<LearningCurve> evaluated(Path folder) throws IOException {
        List<Path> runs = new ArrayList<>();
        collect(folder, DEPTH, runs);
        List<LearningCurve> curves = new ArrayList<>();
        for (Path run : runs) {
            RunRequest request = RunRequest.of(run);
            List<CurvePoint> points = CurveTable.evaluations(run.resolve("progress.csv"));
            if (!points.isEmpty()) {
                curves.add(new LearningCurve(request.task(), request.preset().label(), request.seed(), points));
            }
        }
        return curves;
    }

    private static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve("progress.csv"));
    }

    private static void collect(Path folder, int depth, List<Path> runs) throws IOException {
        if (isRun(folder)) {
            runs.add(folder);
        } else if (depth > 0 && Files.isDirectory(folder)) {
            List<Path> children;
            try (Stream<Path> inside = Files.list(folder)) {
                children = inside.sorted().toList();
            }
            for (Path child : children) {
                collect(child, depth - 1, runs);
            }
        }
    }
}
