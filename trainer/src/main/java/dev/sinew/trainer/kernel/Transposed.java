package dev.sinew.trainer.kernel;

/// The weights of a layer by panel the other way round, sixteen inputs side by side: what gradients of inputs are
/// multiplied with. A copy, to be refreshed after each step of the optimizer.
public final class Transposed {
    private final Dense layer;
    private final int firstInput;
    private final int inputs;
    private final float[] array;

    /// A copy of all weights, zero until the first [#refresh].
    ///
    /// @param layer in panels
    public Transposed(Dense layer) {
        this(layer, 0, layer.inputs());
    }

    /// A copy of the weights of some inputs.
    ///
    /// @param layer in panels
    /// @param firstInput first input that a gradient is wanted for
    /// @param inputs how many
    public Transposed(Dense layer, int firstInput, int inputs) {
        if (layer.isColumn() || firstInput < 0 || inputs < 1 || firstInput + inputs > layer.inputs()) {
            throw new IllegalArgumentException("layer %s must lie in panels and have inputs %d to %d, had %d"
                    .formatted(layer.name(), firstInput, firstInput + inputs - 1, layer.inputs()));
        }
        this.layer = layer;
        this.firstInput = firstInput;
        this.inputs = inputs;
        array = new float[Lanes.FIRST + Lanes.roundUp(inputs, Lanes.PANEL) * layer.paddedOutputs()];
    }

    /// Copies the share of one part.
    ///
    /// @param parameters hold the weights
    /// @param part which, from 0
    /// @param parts how many share the work
    public void refresh(float[] parameters, int part, int parts) {
        int panels = layer.paddedOutputs() / Lanes.PANEL;
        for (int p = panels * part / parts; p < panels * (part + 1) / parts; p++) {
            for (int k = 0; k < inputs; k += Lanes.PANEL) {
                square(parameters, p * Lanes.PANEL, k, Math.min(Lanes.PANEL, inputs - k));
            }
        }
    }

    /// Sixteen outputs by sixteen inputs: both sides stay within a few cache lines.
    private void square(float[] parameters, int output, int k, int width) {
        int from = layer.weight(firstInput + k, output);
        int to = Lanes.FIRST + k * layer.paddedOutputs() + output * Lanes.PANEL;
        for (int n = 0; n < Lanes.PANEL; n++) {
            for (int i = 0; i < width; i++) {
                array[to + n * Lanes.PANEL + i] = parameters[from + i * Lanes.PANEL + n];
            }
        }
    }

    Dense layer() {
        return layer;
    }

    int inputs() {
        return inputs;
    }

    View view() {
        return new View(array, Lanes.FIRST, Lanes.PANEL, layer.paddedOutputs() * Lanes.PANEL);
    }
}
