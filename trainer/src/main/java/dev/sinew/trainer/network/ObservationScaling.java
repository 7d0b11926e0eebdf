package dev.sinew.trainer.network;

/// How a policy scales what it sees before its first layer: `clamp((x − mean) / √(variance + epsilon), ±clip)` for
/// each entry. Immutable.
public final class ObservationScaling {
    private final double[] mean;
    private final double[] variance;
    private final double epsilon;
    private final double clip;

    /// Copies its arrays.
    ///
    /// @param mean `[n]`, in units of the observation
    /// @param variance `[n]`, not negative
    /// @param epsilon added to each variance, not negative; every sum must be positive
    /// @param clip bound of the scaled entries, positive
    /// @throws IllegalArgumentException when a length does not fit or a number is out of range
    public ObservationScaling(double[] mean, double[] variance, double epsilon, double clip) {
        this.mean = Finite.copy("observation mean", mean, mean.length);
        this.variance = Finite.copy("observation variance", variance, mean.length);
        if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("epsilon must be finite and not negative, was " + epsilon);
        }
        if (!(clip > 0 && clip < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("observation clip must be finite and positive, was " + clip);
        }
        for (int i = 0; i < mean.length; i++) {
            if (!(variance[i] >= 0 && variance[i] + epsilon > 0)) {
                throw new IllegalArgumentException(
                        "observation variance must be positive, entry %d was %s".formatted(i, variance[i]));
            }
        }
        this.epsilon = epsilon;
        this.clip = clip;
    }

    /// {@return length of the observation}
    public int size() {
        return mean.length;
    }

    /// {@return the mean of each entry, `[n]`; a copy}
    public double[] mean() {
        return mean.clone();
    }

    /// {@return the variance of each entry, `[n]`, without epsilon; a copy}
    public double[] variance() {
        return variance.clone();
    }

    /// {@return what is added to each variance}
    public double epsilon() {
        return epsilon;
    }

    /// {@return the bound of the scaled entries}
    public double clip() {
        return clip;
    }

    /// {@return the scaled observation, in float64}
    ///
    /// @param x `[n]`
    double[] apply(double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = Math.clamp((x[i] - mean[i]) / Math.sqrt(variance[i] + epsilon), -clip, clip);
        }
        return y;
    }
}
