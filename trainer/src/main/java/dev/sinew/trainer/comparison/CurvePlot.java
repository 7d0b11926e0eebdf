package dev.sinew.trainer.comparison;

import dev.sinew.trainer.report.LinePlot;
import dev.sinew.trainer.report.PlotGrid;
import dev.sinew.trainer.report.Series;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Groups of learning curves as one picture: a row for each task, over environment steps on the left, over wall-clock
/// time on the right; or two tasks in a row over one of them. The interquartile mean is a thick line, its interval a
/// band; where no more than three groups share a plot, seeds are thin lines. An algorithm looks the same in every
/// plot.
public final class CurvePlot {
    private static final LinePlot.Size PANEL = new LinePlot.Size(560, 340);
    private static final int MOST_WITH_SEEDS = 3;
    private static final int COLUMNS = 2;
    private static final String RETURN = "mean return of an evaluation";

    /// What the curves go over.
    public enum Over {
        /// Environment steps.
        STEPS,
        /// Wall-clock time.
        CLOCK,
        /// Both, side by side.
        BOTH
    }

    private final List<CurveGroup> groups;
    private final List<String> algorithms;

    private CurvePlot(List<CurveGroup> groups) {
        this.groups = groups;
        algorithms = List.copyOf(
                new LinkedHashSet<>(groups.stream().map(CurveGroup::algorithm).toList()));
    }

    /// {@return the picture, an `<svg>` element that stands alone}
    ///
    /// @param title above it; empty for none
    /// @param groups to draw, at least one
    public static String svg(Optional<String> title, List<CurveGroup> groups) {
        return svg(title, groups, Over.BOTH);
    }

    /// {@return the picture, an `<svg>` element that stands alone}
    ///
    /// @param title above it; empty for none
    /// @param groups to draw, at least one
    /// @param over what they go
    public static String svg(Optional<String> title, List<CurveGroup> groups, Over over) {
        return new CurvePlot(groups).grid(title, over).svg();
    }

    private PlotGrid grid(Optional<String> title, Over over) {
        List<LinePlot> plots = new ArrayList<>();
        for (String task :
                new LinkedHashSet<>(groups.stream().map(CurveGroup::task).toList())) {
            List<CurveGroup> there =
                    groups.stream().filter(group -> group.task().equals(task)).toList();
            if (over != Over.CLOCK) {
                plots.add(overSteps(task, there));
            }
            if (over != Over.STEPS) {
                plots.add(overTime(task, there));
            }
        }
        List<List<LinePlot>> rows = new ArrayList<>();
        for (int i = 0; i < plots.size(); i += COLUMNS) {
            rows.add(plots.subList(i, Math.min(i + COLUMNS, plots.size())));
        }
        return new PlotGrid(
                title.orElse(""), rows, algorithms.stream().map(this::entry).toList());
    }

    /// {@return an algorithm and how many seeds it has, where that is the same for every task}
    private String entry(String algorithm) {
        List<Integer> seeds = groups.stream()
                .filter(group -> group.algorithm().equals(algorithm))
                .map(group -> group.curves().size())
                .distinct()
                .toList();
        if (seeds.size() > 1) {
            return algorithm;
        }
        return algorithm + (seeds.getFirst() == 1 ? " (1 seed)" : " (" + seeds.getFirst() + " seeds)");
    }

    private LinePlot overSteps(String task, List<CurveGroup> there) {
        LinePlot plot = new LinePlot(task, "environment steps", RETURN, PANEL);
        draw(plot, there, CurvePoint::steps, CurveGroup.Moment::steps);
        return plot;
    }

    private LinePlot overTime(String task, List<CurveGroup> there) {
        double longest = there.stream()
                .flatMap(group -> group.curves().stream())
                .mapToDouble(curve -> curve.end().seconds())
                .max()
                .orElseThrow();
        Clock clock = Clock.of(longest);
        LinePlot plot =
                new LinePlot(task + ", by the clock", "wall-clock time of a training, " + clock.unit, RETURN, PANEL);
        draw(plot, there, point -> point.seconds() / clock.seconds, moment -> moment.seconds() / clock.seconds);
        return plot;
    }

    /// A unit of time for an axis.
    private enum Clock {
        SECONDS("s", 1),
        MINUTES("min", 60),
        HOURS("h", 3600);

        private static final double FEW = 3;
        private final String unit;
        private final double seconds;

        Clock(String unit, double seconds) {
            this.unit = unit;
            this.seconds = seconds;
        }

        static Clock of(double longest) {
            if (longest < FEW * MINUTES.seconds) {
                return SECONDS;
            }
            return longest < FEW * HOURS.seconds ? MINUTES : HOURS;
        }
    }

    private void draw(
            LinePlot plot,
            List<CurveGroup> there,
            ToDoubleFunction<CurvePoint> x,
            ToDoubleFunction<CurveGroup.Moment> middle) {
        for (CurveGroup group : there) {
            List<CurveGroup.Moment> moments = group.moments();
            double[] at = moments.stream().mapToDouble(middle).toArray();
            plot.add(
                    new Series(group.name(), at, returns(moments, Interval::mean)),
                    algorithms.indexOf(group.algorithm()));
            if (group.curves().size() > 1) {
                plot.band(
                        new Series(group.name(), at, returns(moments, Interval::low)),
                        new Series(group.name(), at, returns(moments, Interval::high)));
            }
            if (group.curves().size() > 1 && there.size() <= MOST_WITH_SEEDS) {
                group.curves().forEach(curve -> plot.thin(series(curve, x)));
            }
        }
    }

    private static double[] returns(List<CurveGroup.Moment> moments, ToDoubleFunction<Interval> figure) {
        return moments.stream()
                .mapToDouble(moment -> figure.applyAsDouble(moment.interval()))
                .toArray();
    }

    private static Series series(LearningCurve curve, ToDoubleFunction<CurvePoint> x) {
        return new Series(
                "seed " + curve.seed(),
                curve.points().stream().mapToDouble(x).toArray(),
                curve.points().stream().mapToDouble(CurvePoint::mean).toArray());
    }
}
