package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Activation;

/// One affine layer with its activation, `y = activation(W·x + b)`, in the plain row-major form of the outside world.
/// Immutable.
public final class DenseLayer {
    private final int inputs;
    private final int outputs;
    private final float[] weights;
    private final float[] bias;
    private final Activation activation;

    /// Copies its arrays.
    ///
    /// @param inputs length of x
    /// @param outputs length of y
    /// @param weights W, `[outputs][inputs]` row-major
    /// @param bias b, `[outputs]`
    /// @param activation applied to each sum
    /// @throws IllegalArgumentException when a length does not fit or a number is not finite
    public DenseLayer(int inputs, int outputs, float[] weights, float[] bias, Activation activation) {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException("layer must have inputs and outputs, had " + inputs + " and " + outputs);
        }
        this.inputs = inputs;
        this.outputs = outputs;
        this.weights = Finite.copy("weights", weights, inputs * outputs);
        this.bias = Finite.copy("bias", bias, outputs);
        this.activation = activation;
    }

    /// {@return length of the input}
    public int inputs() {
        return inputs;
    }

    /// {@return length of the output}
    public int outputs() {
        return outputs;
    }

    /// {@return W, `[outputs][inputs]` row-major; a copy}
    public float[] weights() {
        return weights.clone();
    }

    /// {@return b, `[outputs]`; a copy}
    public float[] bias() {
        return bias.clone();
    }

    /// {@return what is applied to each sum}
    public Activation activation() {
        return activation;
    }

    /// {@return the layer's output for `x`, in float64}
    ///
    /// @param x `[inputs]`
    double[] apply(double[] x) {
        double[] y = new double[outputs];
        for (int o = 0; o < outputs; o++) {
            double sum = bias[o];
            for (int i = 0; i < inputs; i++) {
                sum += (double) weights[o * inputs + i] * x[i];
            }
            y[o] = activation.apply(sum);
        }
        return y;
    }
}
