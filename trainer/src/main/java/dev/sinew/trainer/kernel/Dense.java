package dev.sinew.trainer.kernel;

/// Where one affine layer lies in an array of parameters. The weight from input `k` to output `n` lies at
/// `weights + (n / 16)·paddedInputs·16 + k·16 + n % 16`: sixteen outputs side by side, a panel after another. Bias
/// `n` lies at `bias + n`. Padding is zero and stays so. Gradients, moments and targets lie in the same way.
///
/// A layer with one output is a column, `weights + k`.
///
/// @param name of the layer, for checkpoints and messages
/// @param inputs at least 1
/// @param outputs at least 1
/// @param offset of its first number in the array, not negative; [#FIRST] is the best for the first layer
public record Dense(String name, int inputs, int outputs, int offset) {
    /// Where the first layer of a large array had best begin, so that its vectors lie within cache lines.
    public static final int FIRST = Lanes.FIRST;

    /// Refuses sizes that are no layer.
    public Dense {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException(
                    "layer %s must have inputs and outputs, had %d and %d".formatted(name, inputs, outputs));
        }
        if (offset < 0) {
            throw new IllegalArgumentException(
                    "layer %s must begin at 0 or later, began at %d".formatted(name, offset));
        }
    }

    /// {@return whether the layer has one output, which no panel is spent on}
    public boolean isColumn() {
        return outputs == 1;
    }

    /// {@return inputs with padding, a multiple of the blocks that gradients are computed in}
    public int paddedInputs() {
        return isColumn() ? Lanes.roundUp(inputs, Lanes.PANEL) : Lanes.roundUp(inputs, 8);
    }

    /// {@return outputs with padding}
    public int paddedOutputs() {
        return isColumn() ? 1 : Lanes.roundUp(outputs, Lanes.PANEL);
    }

    /// {@return floats between two panels}
    public int panel() {
        return paddedInputs() * Lanes.PANEL;
    }

    /// {@return the place of a weight in the array}
    ///
    /// @param input index k
    /// @param output index n
    public int weight(int input, int output) {
        if (isColumn()) {
            return offset + input;
        }
        return offset + output / Lanes.PANEL * panel() + input * Lanes.PANEL + output % Lanes.PANEL;
    }

    /// {@return the place of a bias in the array}
    ///
    /// @param output index n
    public int bias(int output) {
        return offset + paddedInputs() * paddedOutputs() + output;
    }

    /// {@return where the next layer begins}
    public int end() {
        return bias(0) + Lanes.roundUp(outputs, Lanes.PANEL);
    }

    View weights(float[] parameters) {
        return new View(parameters, offset, Lanes.PANEL, panel());
    }
}
