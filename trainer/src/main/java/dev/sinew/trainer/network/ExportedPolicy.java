package dev.sinew.trainer.network;

import java.util.List;
import java.util.Optional;

/// A finished deterministic policy in plain numbers, complete: scale the observation, run the layers, squash, scale to
/// task units. What an exporter writes and what a bundle's golden vectors are computed with. Immutable.
///
/// `action = low + (squash(layers(scaling(observation))) + 1) / 2 · (high − low)`, each entry apart.
public final class ExportedPolicy {
    private final Optional<ObservationScaling> scaling;
    private final List<DenseLayer> layers;
    private final Squash squash;
    private final float[] low;
    private final float[] high;

    /// Checks that the parts fit and copies the arrays.
    ///
    /// @param scaling of the observation; empty when the first layer takes it raw
    /// @param layers in the order of use; the last gives the mean of the action before the squash
    /// @param squash holds the mean to [−1, 1]
    /// @param low the lowest action in task units, `[m]`
    /// @param high the highest action in task units, `[m]`
    /// @throws IllegalArgumentException when sizes do not fit or a range is empty
    public ExportedPolicy(
            Optional<ObservationScaling> scaling, List<DenseLayer> layers, Squash squash, float[] low, float[] high) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("policy must have at least one layer, had none");
        }
        for (int i = 1; i < layers.size(); i++) {
            if (layers.get(i).inputs() != layers.get(i - 1).outputs()) {
                throw new IllegalArgumentException("layer %d must take %d inputs, took %d"
                        .formatted(i, layers.get(i - 1).outputs(), layers.get(i).inputs()));
            }
        }
        this.scaling = scaling;
        this.layers = List.copyOf(layers);
        this.squash = squash;
        this.low = Finite.copy("lowest action", low, actionSize());
        this.high = Finite.copy("highest action", high, actionSize());
        if (scaling.isPresent() && scaling.get().size() != observationSize()) {
            throw new IllegalArgumentException("observation scaling must hold %d entries, held %d"
                    .formatted(observationSize(), scaling.get().size()));
        }
        for (int i = 0; i < low.length; i++) {
            if (!(low[i] < high[i])) {
                throw new IllegalArgumentException("lowest action must be below the highest, entry %d was %s and %s"
                        .formatted(i, low[i], high[i]));
            }
        }
    }

    /// {@return floats of one observation, n}
    public int observationSize() {
        return layers.getFirst().inputs();
    }

    /// {@return floats of one action, m}
    public int actionSize() {
        return layers.getLast().outputs();
    }

    /// {@return how the observation is scaled; empty when it is not}
    public Optional<ObservationScaling> scaling() {
        return scaling;
    }

    /// {@return the layers in the order of use}
    public List<DenseLayer> layers() {
        return layers;
    }

    /// {@return what holds the mean of the action to [−1, 1]}
    public Squash squash() {
        return squash;
    }

    /// {@return the lowest action in task units, `[m]`; a copy}
    public float[] actionLow() {
        return low.clone();
    }

    /// {@return the highest action in task units, `[m]`; a copy}
    public float[] actionHigh() {
        return high.clone();
    }

    /// Computes one action in float64: the plain form that exported graphs are compared with.
    ///
    /// @param observation raw, `[n]`
    /// @param action in task units, `[m]`, filled
    public void act(float[] observation, float[] action) {
        double[] x = new double[observationSize()];
        for (int i = 0; i < x.length; i++) {
            x[i] = observation[i];
        }
        if (scaling.isPresent()) {
            x = scaling.get().apply(x);
        }
        for (DenseLayer layer : layers) {
            x = layer.apply(x);
        }
        for (int i = 0; i < x.length; i++) {
            double unit = (squash.apply(x[i]) + 1) / 2;
            action[i] = (float) (low[i] + unit * ((double) high[i] - low[i]));
        }
    }
}
