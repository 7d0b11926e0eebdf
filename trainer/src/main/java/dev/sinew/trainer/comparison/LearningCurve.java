package dev.sinew.trainer.comparison;

import java.util.List;

/// The evaluations of one training, in the order of their steps.
///
/// @param task it learned
/// @param algorithm it learned with, and the variant of its settings if there is one
/// @param seed of everything random
/// @param points its evaluations, at least one
public record LearningCurve(String task, String algorithm, long seed, List<CurvePoint> points) {
    /// How many of the last evaluations make the return that a training ended with, unless told otherwise.
    public static final int LAST = 3;

    /// Checks that there are evaluations and that their steps rise.
    public LearningCurve {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException(
                    "a training of %s must hold at least one evaluation, held none".formatted(task));
        }
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).steps() <= points.get(i - 1).steps()) {
                throw new IllegalArgumentException("the steps of the evaluations of seed %d must rise, was %d after %d"
                        .formatted(
                                seed, points.get(i).steps(), points.get(i - 1).steps()));
            }
        }
    }

    /// {@return the same evaluations under another name of the algorithm}
    ///
    /// @param other as tables and plots show it
    public LearningCurve named(String other) {
        return new LearningCurve(task, other, seed, points);
    }

    /// {@return the mean over its last evaluations}
    ///
    /// @param count how many, at least 1; all where there are fewer
    public double last(int count) {
        return points.subList(Math.max(0, points.size() - count), points.size()).stream()
                .mapToDouble(CurvePoint::mean)
                .average()
                .orElseThrow();
    }

    /// {@return the largest mean of all evaluations}
    public double best() {
        return points.stream().mapToDouble(CurvePoint::mean).max().orElseThrow();
    }

    /// {@return its last evaluation}
    public CurvePoint end() {
        return points.getLast();
    }
}
