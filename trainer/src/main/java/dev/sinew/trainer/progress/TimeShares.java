package dev.sinew.trainer.progress;

import dev.sinew.trainer.loop.TimeSplit;
import dev.sinew.trainer.loop.TimeSplit.Part;
import dev.sinew.trainer.loop.Training;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// Where the time of a training went, for a person. What no part was booked on is the rest: figures, checkpoints,
/// what is printed.
///
/// @param steps environment steps done
/// @param elapsed seconds of the training, without the time it was interrupted
/// @param seconds of each part
public record TimeShares(long steps, double elapsed, Map<Part, Double> seconds) {
    private static final double PERCENT = 100;

    /// Copies the parts.
    public TimeShares {
        seconds = Map.copyOf(seconds);
    }

    /// {@return where the time of a training went so far}
    ///
    /// @param training to look at
    public static TimeShares of(Training training) {
        TimeSplit times = training.times();
        Map<Part, Double> seconds = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            seconds.put(part, times.seconds(part));
        }
        return new TimeShares(training.steps(), times.elapsed(), seconds);
    }

    /// {@return seconds of one part}
    ///
    /// @param part which
    public double of(Part part) {
        return seconds.getOrDefault(part, 0.0);
    }

    /// {@return seconds that no part was booked on}
    public double rest() {
        return Math.max(
                0,
                elapsed
                        - seconds.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum());
    }

    /// {@return environment steps per second, everything included; 0 when no time went by}
    public double stepsPerSecond() {
        return elapsed > 0 ? steps / elapsed : 0;
    }

    /// {@return all of it in one line}
    public String line() {
        return String.format(
                Locale.ROOT,
                "time: environment %s, policy %s, update %s, evaluation %s, rest %s; %.1f s in all, %.0f steps/s",
                share(of(Part.ENVIRONMENT)),
                share(of(Part.POLICY)),
                share(of(Part.UPDATE)),
                share(of(Part.EVALUATION)),
                share(rest()),
                elapsed,
                stepsPerSecond());
    }

    private String share(double part) {
        return String.format(Locale.ROOT, "%.1f s (%.0f %%)", part, elapsed > 0 ? PERCENT * part / elapsed : 0);
    }
}
