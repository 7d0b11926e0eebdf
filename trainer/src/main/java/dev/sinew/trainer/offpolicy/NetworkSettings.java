package dev.sinew.trainer.offpolicy;

import dev.sinew.config.document.Section;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.Mlp;
import java.util.List;

/// Shape of actor and critics.
///
/// @param hidden outputs of each hidden layer
/// @param activation of the hidden layers
/// @param normalizesObservations whether running statistics scale the observations
public record NetworkSettings(List<Integer> hidden, Activation activation, boolean normalizesObservations) {
    /// A head with one output is laid out as a scalar, without an activation; so an action of one entry comes with a
    /// second that nobody reads.
    private static final int FEWEST_OUTPUTS = 2;

    /// Refuses layers that are none.
    public NetworkSettings {
        hidden = List.copyOf(hidden);
        if (hidden.isEmpty() || hidden.stream().anyMatch(size -> size < 2)) {
            throw new IllegalArgumentException("hidden layers must have at least 2 outputs each, were " + hidden);
        }
    }

    /// {@return the network from an observation to one number for each entry of an action; of one entry to two}
    ///
    /// @param observationSize floats of one observation
    /// @param actionSize floats of one action
    public Mlp actor(int observationSize, int actionSize) {
        return new Mlp(observationSize, hidden, Math.max(FEWEST_OUTPUTS, actionSize), activation);
    }

    /// {@return settings read from a file}
    ///
    /// @param section the keys `hidden`, `activation`, `normalize_observations`
    static NetworkSettings read(Section section) {
        return section.made(() -> new NetworkSettings(
                section.integers("hidden", 2, 4096),
                section.choice("activation", Activation.class),
                section.flag("normalize_observations")));
    }
}
