package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Dense;
import java.util.Arrays;
import java.util.List;

/// A multilayer perceptron in float64 with nothing clever in it, row by row: what the fused passes are compared with.
public final class PlainNetwork {
    /// Of each layer, `[inputs + 1][outputs]`; the last row is the bias.
    public final double[][][] weights;

    private final Activation activation;
    private double[][] rows = {};
    private double[][] inputGradient = {};

    private PlainNetwork(double[][][] weights, Activation activation) {
        this.weights = weights;
        this.activation = activation;
    }

    public static PlainNetwork of(Mlp mlp, float[] parameters) {
        double[] wide = new double[parameters.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = parameters[i];
        }
        return of(mlp, wide);
    }

    public static PlainNetwork of(Mlp mlp, double[] parameters) {
        List<Dense> layers = mlp.layers();
        double[][][] weights = new double[layers.size()][][];
        for (int l = 0; l < weights.length; l++) {
            Dense layer = layers.get(l);
            weights[l] = new double[layer.inputs() + 1][layer.outputs()];
            for (int n = 0; n < layer.outputs(); n++) {
                for (int k = 0; k <= layer.inputs(); k++) {
                    weights[l][k][n] = parameters[place(layer, k, n)];
                }
            }
        }
        return new PlainNetwork(weights, mlp.activation());
    }

    /// The numbers of one layer, laid out like [#weights].
    public static double[][] of(Dense layer, Parameters parameters) {
        double[][] w = new double[layer.inputs() + 1][layer.outputs()];
        for (int n = 0; n < layer.outputs(); n++) {
            for (int k = 0; k <= layer.inputs(); k++) {
                w[k][n] = parameters.values()[place(layer, k, n)];
            }
        }
        return w;
    }

    /// Where the number of a row of [#weights] lies in the flat array.
    private static int place(Dense layer, int row, int output) {
        return row < layer.inputs() ? layer.weight(row, output) : layer.bias(output);
    }

    /// In the order of the flat array.
    public double[] flat(Mlp mlp) {
        double[] parameters = new double[mlp.size()];
        for (int l = 0; l < weights.length; l++) {
            Dense layer = mlp.layers().get(l);
            for (int n = 0; n < layer.outputs(); n++) {
                for (int k = 0; k <= layer.inputs(); k++) {
                    parameters[place(layer, k, n)] = weights[l][k][n];
                }
            }
        }
        return parameters;
    }

    /// `[rows][outputs]`
    public double[][] forward(double[][] x) {
        rows = x;
        double[][] y = new double[x.length][];
        for (int r = 0; r < x.length; r++) {
            y[r] = forward(x[r])[weights.length];
        }
        return y;
    }

    /// What the last hidden layer gave in the last forward pass over rows.
    public double[][] features() {
        double[][] z = new double[rows.length][];
        for (int r = 0; r < rows.length; r++) {
            double[] withOne = forward(rows[r])[weights.length - 1];
            z[r] = Arrays.copyOf(withOne, withOne.length - 1);
        }
        return z;
    }

    /// The gradient of the parameters for the last forward pass over rows, summed over them; that of the inputs is
    /// kept.
    public PlainNetwork backward(double[][] outputGradient) {
        double[][][] gradient = new double[weights.length][][];
        for (int l = 0; l < weights.length; l++) {
            gradient[l] = new double[weights[l].length][weights[l][0].length];
        }
        inputGradient = new double[rows.length][];
        for (int r = 0; r < rows.length; r++) {
            double[][] inputs = forward(rows[r]);
            double[][] g = backward(inputs, outputGradient[r]);
            for (int l = 0; l < weights.length; l++) {
                addOuter(inputs[l], g[l], gradient[l]);
            }
            inputGradient[r] = back(0, g[0]);
        }
        return new PlainNetwork(gradient, activation);
    }

    public double[][] inputGradient() {
        return inputGradient;
    }

    /// Inputs of each layer with a 1 behind them, and last the output alone.
    public double[][] forward(double[] x) {
        double[][] inputs = new double[weights.length + 1][];
        double[] a = x;
        for (int l = 0; l < weights.length; l++) {
            inputs[l] = Arrays.copyOf(a, a.length + 1);
            inputs[l][a.length] = 1;
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
    public double[][] backward(double[][] inputs, double[] outputGradient) {
        double[][] g = new double[weights.length][];
        g[weights.length - 1] = outputGradient.clone();
        for (int l = weights.length - 2; l >= 0; l--) {
            g[l] = back(l + 1, g[l + 1]);
            for (int k = 0; k < g[l].length; k++) {
                g[l][k] *= derivative(inputs[l + 1][k]);
            }
        }
        return g;
    }

    /// The gradient of a layer's inputs, from that of its sums.
    private double[] back(int layer, double[] sums) {
        double[] inputs = new double[weights[layer].length - 1];
        for (int k = 0; k < inputs.length; k++) {
            for (int n = 0; n < sums.length; n++) {
                inputs[k] += weights[layer][k][n] * sums[n];
            }
        }
        return inputs;
    }

    private static void addOuter(double[] x, double[] g, double[][] to) {
        for (int k = 0; k < x.length; k++) {
            for (int n = 0; n < g.length; n++) {
                to[k][n] += x[k] * g[n];
            }
        }
    }

    private double derivative(double y) {
        return switch (activation) {
            case IDENTITY -> 1;
            case RELU -> y > 0 ? 1 : 0;
            case TANH -> 1 - y * y;
            case ELU -> y > 0 ? 1 : y + 1;
        };
    }
}
