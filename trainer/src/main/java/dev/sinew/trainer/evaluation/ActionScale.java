package dev.sinew.trainer.evaluation;

/// The way from a learner's actions in [−1, 1] to task units: −1 is the lowest action, 1 the highest, linear between.
/// Immutable.
public final class ActionScale {
    private final float[] low;
    private final float[] high;
    private final double[] middle;
    private final double[] half;

    /// Takes the range of each entry.
    ///
    /// @param low the lowest action in task units, `[m]`
    /// @param high the highest action in task units, `[m]`
    /// @throws IllegalArgumentException when a range is empty or not finite
    public ActionScale(float[] low, float[] high) {
        if (low.length != high.length) {
            throw new IllegalArgumentException(
                    "lowest and highest action must be as long, were %d and %d".formatted(low.length, high.length));
        }
        this.low = low.clone();
        this.high = high.clone();
        middle = new double[low.length];
        half = new double[low.length];
        for (int i = 0; i < low.length; i++) {
            if (!(low[i] < high[i]) || !Float.isFinite(low[i]) || !Float.isFinite(high[i])) {
                throw new IllegalArgumentException(
                        "range of action %d must be finite and not empty, was %s to %s".formatted(i, low[i], high[i]));
            }
            middle[i] = ((double) low[i] + high[i]) / 2;
            half[i] = ((double) high[i] - low[i]) / 2;
        }
    }

    /// {@return the number of entries, m}
    public int size() {
        return low.length;
    }

    /// Scales the actions of N worlds. Source and target may be the same array.
    ///
    /// @param actions in [−1, 1], `[N, m]`
    /// @param worlds N
    /// @param scaled in task units and inside their range, `[N, m]`, filled
    public void toTask(float[] actions, int worlds, float[] scaled) {
        int m = low.length;
        for (int w = 0; w < worlds; w++) {
            for (int i = 0; i < m; i++) {
                float task = (float) (middle[i] + half[i] * actions[w * m + i]);
                scaled[w * m + i] = Math.clamp(task, low[i], high[i]);
            }
        }
    }
}
