package dev.sinew.trainer.comparison;

import dev.sinew.trainer.report.LinePlot;
import dev.sinew.trainer.report.Series;
import dev.sinew.trainer.report.Svg;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Groups of learning curves as one picture: over steps above, over wall-clock time below. Seeds are thin lines, the
/// interquartile mean a thick one, its interval a band.
public final class CurvePlot {
    private static final double SECONDS_PER_MINUTE = 60;

    private CurvePlot() {}

    /// {@return the picture, an `<svg>` element that stands alone}
    ///
    /// @param title above it
    /// @param groups to draw
    public static String svg(String title, List<CurveGroup> groups) {
        LinePlot steps = plot(title, "environment steps", groups, CurvePoint::steps, CurveGroup.Moment::steps);
        LinePlot time = plot(
                "the same over time",
                "wall-clock time of the training, min",
                groups,
                point -> point.seconds() / SECONDS_PER_MINUTE,
                moment -> moment.seconds() / SECONDS_PER_MINUTE);
        return Svg.stacked(List.of(steps.svg(), time.svg()), LinePlot.WIDTH, LinePlot.HEIGHT);
    }

    private static LinePlot plot(
            String title,
            String label,
            List<CurveGroup> groups,
            ToDoubleFunction<CurvePoint> x,
            ToDoubleFunction<CurveGroup.Moment> middle) {
        LinePlot plot = new LinePlot(title, label, "mean return of an evaluation");
        for (CurveGroup group : groups) {
            List<CurveGroup.Moment> moments = group.moments();
            double[] at = moments.stream().mapToDouble(middle).toArray();
            plot.add(new Series(group.name(), at, returns(moments, moment -> moment.interval()
                    .mean())));
            if (group.curves().size() > 1) {
                plot.band(
                        new Series(group.name(), at, returns(moments, moment -> moment.interval()
                                .low())),
                        new Series(group.name(), at, returns(moments, moment -> moment.interval()
                                .high())));
                group.curves().forEach(curve -> plot.thin(series(curve, x)));
            }
        }
        return plot;
    }

    private static double[] returns(List<CurveGroup.Moment> moments, ToDoubleFunction<CurveGroup.Moment> figure) {
        return moments.stream().mapToDouble(figure).toArray();
    }

    private static Series series(LearningCurve curve, ToDoubleFunction<CurvePoint> x) {
        return new Series(
                "seed " + curve.seed(),
                curve.points().stream().mapToDouble(x).toArray(),
                curve.points().stream().mapToDouble(CurvePoint::mean).toArray());
    }
}
