package dev.sinew.trainer.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The figures of one moment of a training.
///
/// @param steps environment steps so far
/// @param values by key, as in TensorBoard; in the order in which they are shown
public record MetricRow(long steps, Map<String, Double> values) {
    /// Everything under this prefix is wall-clock time and differs from run to run, but for the keys below.
    private static final String TIME = "time/";

    /// Environment steps so far; the same in every run.
    public static final String TOTAL_TIMESTEPS = "time/total_timesteps";

    /// Episodes that ended so far; the same in every run.
    public static final String EPISODES = "time/episodes";

    /// Copies the values.
    public MetricRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// {@return whether a figure depends on the machine's speed, and may differ between two equal trainings}
    ///
    /// @param key of the figure
    public static boolean isWallClock(String key) {
        return key.startsWith(TIME) && !key.equals(TOTAL_TIMESTEPS) && !key.equals(EPISODES);
    }
}
