package dev.sinew.trainer.comparison;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Groups of learning curves as a table for a terminal and as one for a document: what each training ended with, its
/// best apart from that, and the interquartile mean over seeds with its interval.
public final class ComparisonTable {
    private final List<CurveGroup> groups;
    private final int last;

    /// A table of groups.
    ///
    /// @param groups in the order of the rows
    /// @param last evaluations whose mean is what a training ended with, at least 1
    public ComparisonTable(List<CurveGroup> groups, int last) {
        if (last < 1) {
            throw new IllegalArgumentException("evaluations to take the mean of must be at least 1, was " + last);
        }
        this.groups = List.copyOf(groups);
        this.last = last;
    }

    /// {@return the table for a terminal, a line per seed and one per group}
    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, "", "steps", "seconds", evaluations(), "best evaluation");
        for (CurveGroup group : groups) {
            for (LearningCurve curve : group.curves()) {
                CurvePoint end = curve.end();
                line(
                        text,
                        "  seed " + curve.seed(),
                        Long.toString(end.steps()),
                        String.format(Locale.ROOT, "%.0f", end.seconds()),
                        figure(curve.last(last)),
                        figure(curve.best()));
            }
            line(
                    text,
                    group.name() + ", " + seeds(group),
                    "",
                    "",
                    interval(group, group.last(last)),
                    interval(group, group.best()));
        }
        return text.append(note()).append('\n').toString();
    }

    private static void line(StringBuilder text, Object... columns) {
        text.append(String.format(Locale.ROOT, "%-34s %9s %8s %28s %24s", columns)
                        .stripTrailing())
                .append('\n');
    }

    /// {@return the table for a document, a row per group; best returns stand in a column of their own}
    public String markdown() {
        StringBuilder text = new StringBuilder("| task | algorithm | seeds | " + evaluations()
                + ", each seed | interquartile mean [95 %] | best evaluation, each seed | steps | seconds, mean |\n"
                + "| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        for (CurveGroup group : groups) {
            List<LearningCurve> curves = group.curves();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s | %s | %d | %.0f |%n",
                    group.task(),
                    group.algorithm(),
                    joined(curves.stream()
                            .map(curve -> Long.toString(curve.seed()))
                            .toList()),
                    joined(curves.stream()
                            .map(curve -> figure(curve.last(last)))
                            .toList()),
                    interval(group, group.last(last)),
                    joined(curves.stream().map(curve -> figure(curve.best())).toList()),
                    curves.stream()
                            .mapToLong(curve -> curve.end().steps())
                            .max()
                            .orElseThrow(),
                    curves.stream()
                            .mapToDouble(curve -> curve.end().seconds())
                            .average()
                            .orElseThrow()));
        }
        return text.append('\n').append(note()).append('\n').toString();
    }

    private String evaluations() {
        return last == 1 ? "last evaluation" : "mean of last " + last + " evaluations";
    }

    private static String joined(List<String> parts) {
        return String.join(", ", parts);
    }

    private static String seeds(CurveGroup group) {
        int count = group.curves().size();
        return count + (count == 1 ? " seed" : " seeds");
    }

    /// {@return what the figures of groups are, and of which groups they are less than that}
    private String note() {
        String few = groups.stream()
                .filter(group -> group.curves().size() < Interval.CUT_FROM)
                .map(group -> group.name() + " (" + seeds(group) + ")")
                .collect(Collectors.joining(", "));
        String all = "Groups: interquartile mean over seeds [95 % of bootstrap resamples].";
        return few.isEmpty()
                ? all
                : all + " Fewer than " + Interval.CUT_FROM + " seeds, so the mean, nothing cut off: " + few + ".";
    }

    private static String interval(CurveGroup group, Interval interval) {
        return group.curves().size() == 1
                ? figure(interval.mean())
                : figure(interval.mean()) + " [" + figure(interval.low()) + ", " + figure(interval.high()) + "]";
    }

    /// {@return a return with as many digits as tell trainings apart}
    private static String figure(double value) {
        int digits = Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 100 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
