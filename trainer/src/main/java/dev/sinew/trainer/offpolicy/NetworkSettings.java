package dev.sinew.trainer.offpolicy;

import dev.sinew.config.document.Section;
import dev.sinew.trainer.kernel.Activation;
import java.util.List;

/// Shape of actor and critics.
///
/// @param hidden outputs of each hidden layer
/// @param activation of the hidden layers
/// @param normalizesObservations whether running statistics scale the observations
public record NetworkSettings(List<Integer> hidden, Activation activation, boolean normalizesObservations) {
    /// Refuses layers that are none.
    public NetworkSettings {
        hidden = List.copyOf(hidden);
        if (hidden.isEmpty() || hidden.stream().anyMatch(size -> size < 2)) {
            throw new IllegalArgumentException("hidden layers must have at least 2 outputs each, were " + hidden);
        }
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
