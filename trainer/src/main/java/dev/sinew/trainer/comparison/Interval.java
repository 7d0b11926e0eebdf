package dev.sinew.trainer.comparison;

import dev.sinew.config.random.RandomStream;
import java.util.Arrays;

/// The interquartile mean of a few figures and an interval around it.
///
/// @param mean interquartile mean: the mean of what is left when a quarter, rounded down, is cut off at each end
/// @param low 2.5 % of resamples lie below
/// @param high 2.5 % of resamples lie above
public record Interval(double mean, double low, double high) {
    /// Figures from which on something is cut off; of fewer the interquartile mean is the mean.
    public static final int CUT_FROM = 4;

    private static final int RESAMPLES = 2000;
    private static final double TAIL = 0.025;

    /// {@return the interquartile mean with the interval of a percentile bootstrap, 95 %}
    ///
    /// The same figures give the same interval: the resamples are drawn from a stream of their own.
    ///
    /// @param figures one per seed, at least one
    public static Interval of(double[] figures) {
        RandomStream random = new RandomStream(0).split("bootstrap");
        double[] means = new double[RESAMPLES];
        double[] drawn = new double[figures.length];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < drawn.length; j++) {
                drawn[j] = figures[random.nextInt(figures.length)];
            }
            means[i] = interquartileMean(drawn);
        }
        Arrays.sort(means);
        return new Interval(interquartileMean(figures), quantile(means, TAIL), quantile(means, 1 - TAIL));
    }

    static double interquartileMean(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int cut = sorted.length / CUT_FROM;
        return Arrays.stream(sorted, cut, sorted.length - cut).average().orElseThrow();
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
