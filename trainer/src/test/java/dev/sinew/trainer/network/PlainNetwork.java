package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Dense;
import java.util.ArrayList;
import java.util.List;

/// A multilayer perceptron in float64 with nothing clever in it: what the fused passes are compared with.
/// Weights are `[inputs][outputs]`.
public final class PlainNetwork {
    public final List<double[][]> weights = new ArrayList<>();
    public final List<double[]> biases = new ArrayList<>();
    private final Activation activation;
    private final List<double[][]> inputs = new ArrayList<>();
    private double[][] inputGradient = new double[0][];

    private PlainNetwork(Activation activation) {
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
        PlainNetwork plain = new PlainNetwork(mlp.activation());
        for (Dense layer : mlp.layers()) {
            double[][] w = new double[layer.inputs()][layer.outputs()];
            double[] b = new double[layer.outputs()];
            for (int n = 0; n < b.length; n++) {
                b[n] = parameters[layer.bias(n)];
                for (int k = 0; k < w.length; k++) {
                    w[k][n] = parameters[layer.weight(k, n)];
                }
            }
            plain.weights.add(w);
            plain.biases.add(b);
        }
        return plain;
    }

    /// In the order of the flat array.
    public double[] flat(Mlp mlp) {
        double[] parameters = new double[mlp.size()];
        for (int i = 0; i < weights.size(); i++) {
            Dense layer = mlp.layers().get(i);
            for (int n = 0; n < layer.outputs(); n++) {
                parameters[layer.bias(n)] = biases.get(i)[n];
                for (int k = 0; k < layer.inputs(); k++) {
                    parameters[layer.weight(k, n)] = weights.get(i)[k][n];
                }
            }
        }
        return parameters;
    }

    /// `[rows][outputs]`
    public double[][] forward(double[][] x) {
        inputs.clear();
        double[][] y = x;
        for (int i = 0; i < weights.size(); i++) {
            inputs.add(y);
            y = layer(i, y);
        }
        return y;
    }

    private double[][] layer(int i, double[][] x) {
        double[][] w = weights.get(i);
        double[][] y = new double[x.length][];
        for (int r = 0; r < x.length; r++) {
            y[r] = biases.get(i).clone();
            for (int k = 0; k < w.length; k++) {
                for (int n = 0; n < y[r].length; n++) {
                    y[r][n] += x[r][k] * w[k][n];
                }
            }
            if (i < weights.size() - 1) {
                for (int n = 0; n < y[r].length; n++) {
                    y[r][n] = activation.apply(y[r][n]);
                }
            }
        }
        return y;
    }

    /// What the last hidden layer gave in the last forward pass.
    public double[][] features() {
        return inputs.getLast();
    }

    /// The gradient of the parameters for the last forward pass; that of the inputs is kept.
    public PlainNetwork backward(double[][] outputGradient) {
        PlainNetwork gradient = new PlainNetwork(activation);
        double[][] d = outputGradient;
        for (int i = weights.size() - 1; i >= 0; i--) {
            double[][] x = inputs.get(i);
            double[][] w = weights.get(i);
            double[][] dw = new double[w.length][w[0].length];
            double[] db = new double[w[0].length];
            double[][] dx = new double[x.length][w.length];
            for (int r = 0; r < x.length; r++) {
                for (int n = 0; n < db.length; n++) {
                    db[n] += d[r][n];
                    for (int k = 0; k < w.length; k++) {
                        dw[k][n] += x[r][k] * d[r][n];
                        dx[r][k] += d[r][n] * w[k][n] * (i > 0 ? derivative(x[r][k]) : 1);
                    }
                }
            }
            gradient.weights.addFirst(dw);
            gradient.biases.addFirst(db);
            d = dx;
        }
        inputGradient = d;
        return gradient;
    }

    public double[][] inputGradient() {
        return inputGradient;
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
