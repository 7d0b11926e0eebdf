package dev.sinew.trainer.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Trainings that differ in their seed alone.
///
/// @param task they learned
/// @param algorithm they learned with, as tables and plots show it
/// @param curves of its seeds, in their order
public record CurveGroup(String task, String algorithm, List<LearningCurve> curves) {
    /// The mean over seeds after some steps.
    ///
    /// @param steps environment steps
    /// @param seconds mean wall-clock time, s
    /// @param interval of the return
    public record Moment(long steps, double seconds, Interval interval) {}

    /// Checks that no seed comes twice.
    public CurveGroup {
        curves = curves.stream()
                .sorted(Comparator.comparingLong(LearningCurve::seed))
                .toList();
        for (int i = 1; i < curves.size(); i++) {
            if (curves.get(i).seed() == curves.get(i - 1).seed()) {
                throw new IllegalArgumentException("a seed must come once in %s, was there twice: %d"
                        .formatted(algorithm + " " + task, curves.get(i).seed()));
            }
        }
    }

    /// {@return curves in groups of one task and algorithm, in the order in which these first come}
    ///
    /// @param curves any
    public static List<CurveGroup> of(List<LearningCurve> curves) {
        Map<String, List<LearningCurve>> groups = new LinkedHashMap<>();
        for (LearningCurve curve : curves) {
            groups.computeIfAbsent(curve.algorithm() + " " + curve.task(), name -> new ArrayList<>())
                    .add(curve);
        }
        return groups.values().stream()
                .map(group ->
                        new CurveGroup(group.getFirst().task(), group.getFirst().algorithm(), group))
                .toList();
    }

    /// {@return algorithm and task}
    public String name() {
        return algorithm + " " + task;
    }

    /// {@return the means over seeds at the steps where every seed was evaluated}
    public List<Moment> moments() {
        TreeSet<Long> common = new TreeSet<>(steps(curves.getFirst()));
        curves.forEach(curve -> common.retainAll(steps(curve)));
        return common.stream().map(this::moment).toList();
    }

    private static List<Long> steps(LearningCurve curve) {
        return curve.points().stream().map(CurvePoint::steps).toList();
    }

    private Moment moment(long steps) {
        List<CurvePoint> there = curves.stream()
                .flatMap(curve -> curve.points().stream())
                .filter(point -> point.steps() == steps)
                .toList();
        double seconds =
                there.stream().mapToDouble(CurvePoint::seconds).average().orElseThrow();
        return new Moment(
                steps,
                seconds,
                Interval.of(there.stream().mapToDouble(CurvePoint::mean).toArray()));
    }

    /// {@return what its trainings ended with, see [LearningCurve#last(int)]}
    ///
    /// @param count of evaluations
    public Interval last(int count) {
        return Interval.of(
                curves.stream().mapToDouble(curve -> curve.last(count)).toArray());
    }

    /// {@return the best its trainings ever had}
    public Interval best() {
        return Interval.of(curves.stream().mapToDouble(LearningCurve::best).toArray());
    }
}
