package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Dense;
import java.util.Arrays;
import java.util.List;

/// A network in float64, row by row, as the equations say it: what passes over batches are compared with.
public final class PlainMlp {
    /// Weights of each layer, `[inputs + 1][outputs]`; the last row is the bias.
    public final double[][][] weights;

    private final List<Dense> layers;
    private final Activation activation;

    /// Copies the numbers.
    public PlainMlp(Mlp mlp, Parameters parameters) {
        layers = mlp.layers();
        activation = mlp.activation();
        weights = new double[layers.size()][][];
        for (int l = 0; l < weights.length; l++) {
            weights[l] = of(layers.get(l), parameters);
        }
    }

    /// The numbers of one layer, laid out like [#weights].
    public static double[][] of(Dense layer, Parameters parameters) {
        double[][] w = new double[layer.inputs() + 1][layer.outputs()];
        for (int n = 0; n < layer.outputs(); n++) {
            for (int k = 0; k < layer.inputs(); k++) {
                w[k][n] = parameters.values()[layer.weight(k, n)];
            }
            w[layer.inputs()][n] = parameters.values()[layer.bias(n)];
        }
        return w;
    }

    /// Inputs of each layer with a 1 behind them, and last the output alone.
    public double[][] forward(double[] x) {
        double[][] inputs = new double[weights.length + 1][];
        double[] a = x;
        for (int l = 0; l < weights.length; l++) {
            inputs[l] = withOne(a);
            double[] y = new double[weights[l][0].length];
            for (int n = 0; n < y.length; n++) {
                double sum = 0;
                for (int k = 0; k < inputs[l].length; k++) {
                    sum += inputs[l][k] * weights[l][k][n];
                }
                y[n] = l < weights.length - 1 ? activation.apply(sum) : sum;
            }
            a = y;
        }
        inputs[weights.length] = a;
        return inputs;
    }

    /// Gradients of each layer's sums, from the gradient of the output.
    public double[][] backward(double[][] inputs, double[] dOutput) {
        double[][] g = new double[weights.length][];
        g[weights.length - 1] = dOutput.clone();
        for (int l = weights.length - 2; l >= 0; l--) {
            g[l] = new double[weights[l][0].length];
            for (int k = 0; k < g[l].length; k++) {
                double sum = 0;
                for (int n = 0; n < g[l + 1].length; n++) {
                    sum += weights[l + 1][k][n] * g[l + 1][n];
                }
                g[l][k] = sum * derivative(inputs[l + 1][k]);
            }
        }
        return g;
    }

    private double derivative(double y) {
        return switch (activation) {
            case IDENTITY -> 1;
            case RELU -> y > 0 ? 1 : 0;
            case TANH -> 1 - y * y;
            case ELU -> y > 0 ? 1 : y + 1;
        };
    }

    private static double[] withOne(double[] a) {
        double[] longer = Arrays.copyOf(a, a.length + 1);
        longer[a.length] = 1;
        return longer;
    }
}
