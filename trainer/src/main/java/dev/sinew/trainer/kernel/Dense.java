package dev.sinew.trainer.kernel;

/// Where one affine layer lies in an array of parameters. The weight from input `k` to output `n` lies at
/// `weights + (n / 16)·paddedInputs·16 + k·16 + n % 16`: sixteen outputs side by side, a panel after another. Bias
/// `n` lies at `bias + n`. Padding is zero and stays so. Gradients, moments and targets lie in the same way.
///
/// A layer with one output may be a column instead, `weights + k`: the last layer of a network that gives one number a
/// row. Where a matrix of one column is wanted it lies in a panel like any other ([#inPanels]).
///
/// @param name of the layer, for checkpoints and messages
/// @param inputs at least 1
/// @param outputs at least 1
/// @param offset of its first number in the array, not negative; [#FIRST] is the best for the first layer
/// @param isColumn whether no panel is spent on its one output
public record Dense(String name, int inputs, int outputs, int offset, boolean isColumn) {
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
        if (isColumn && outputs != 1) {
            throw new IllegalArgumentException(
                    "layer %s must have one output to be a column, had %d".formatted(name, outputs));
        }
    }

    /// A layer that is a column when it has one output.
    ///
    /// @param name of the layer, for checkpoints and messages
    /// @param inputs at least 1
    /// @param outputs at least 1
    /// @param offset of its first number in the array, not negative
    public Dense(String name, int inputs, int outputs, int offset) {
        this(name, inputs, outputs, offset, outputs == 1);
    }

    /// {@return this layer in panels, whatever the number of its outputs}
    public Dense inPanels() {
        return new Dense(name, inputs, outputs, offset, false);
    }

    /// {@return inputs with padding, a multiple of the blocks that gradients are computed in}
    public int paddedInputs() {
        return isColumn ? Lanes.roundUp(inputs, Lanes.PANEL) : Lanes.roundUp(inputs, 8);
    }

    /// {@return outputs with padding}
    public int paddedOutputs() {
        return isColumn ? 1 : Lanes.roundUp(outputs, Lanes.PANEL);
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
        if (isColumn) {
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
        if (isColumn) {
            throw new IllegalArgumentException("layer " + name + " must lie in panels, was a column");
        }
        return new View(parameters, offset, Lanes.PANEL, panel());
    }
}
