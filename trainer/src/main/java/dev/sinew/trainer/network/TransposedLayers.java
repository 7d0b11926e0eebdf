package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.Transposed;
import java.util.ArrayList;
import java.util.List;

/// The weights of a network the other way round, as gradients of inputs need them: all layers after the first
/// (a head that is a column needs none), and some inputs of the first. To be refreshed after each step of the
/// optimizer.
public final class TransposedLayers {
    private final Parameters parameters;
    private final List<Transposed> upper = new ArrayList<>();
    private final List<Transposed> first = new ArrayList<>();

    /// Copies for gradients of weights only.
    ///
    /// @param mlp the network
    /// @param parameters its numbers
    public TransposedLayers(Mlp mlp, Parameters parameters) {
        this.parameters = parameters;
        for (Dense layer : mlp.layers().subList(1, mlp.layers().size())) {
            if (!layer.isColumn()) {
                upper.add(new Transposed(layer));
            }
        }
        refresh(0, 1);
    }

    /// Copies for gradients of some inputs too.
    ///
    /// @param mlp the network
    /// @param parameters its numbers
    /// @param firstInput first input that a gradient is wanted for
    /// @param inputs how many
    public TransposedLayers(Mlp mlp, Parameters parameters, int firstInput, int inputs) {
        this(mlp, parameters);
        first.add(new Transposed(mlp.hidden().getFirst(), firstInput, inputs));
        refresh(0, 1);
    }

    /// Copies the share of one part.
    ///
    /// @param part which, from 0
    /// @param parts how many share the work
    public void refresh(int part, int parts) {
        for (int i = 0; i < upper.size(); i++) {
            upper.get(i).refresh(parameters.values(), part, parts);
        }
        for (int i = 0; i < first.size(); i++) {
            first.get(i).refresh(parameters.values(), part, parts);
        }
    }

    /// {@return a layer after the first}
    ///
    /// @param layer counted from the first layer of the network, at least 1
    Transposed upper(int layer) {
        return upper.get(layer - 1);
    }

    /// {@return the wanted inputs of the first layer}
    Transposed first() {
        return first.getFirst();
    }
}
