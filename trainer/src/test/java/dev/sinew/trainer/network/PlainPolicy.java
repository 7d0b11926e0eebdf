package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.Matrix;
import java.util.ArrayList;
import java.util.List;

/// A Gaussian policy in float64 with nothing clever in it, and differences in place of derivatives: what passes,
/// gradients and products are compared with. Parameters lie as [Mlp] lays them out, log σ behind the layers.
public final class PlainPolicy {
    private final Mlp mlp;
    private final int size;

    public PlainPolicy(Mlp mlp, int size) {
        this.mlp = mlp;
        this.size = size;
    }

    /// The places of the numbers that are not padding.
    public List<Integer> places() {
        List<Integer> places = new ArrayList<>();
        for (Dense layer : mlp.layers()) {
            for (int n = 0; n < layer.outputs(); n++) {
                places.add(layer.bias(n));
                for (int k = 0; k < layer.inputs(); k++) {
                    places.add(layer.weight(k, n));
                }
            }
        }
        for (int k = 0; k < size; k++) {
            places.add(mlp.size() + k);
        }
        return places;
    }

    /// μ of one state, `[size]`; V for a network with one output.
    public double[] mean(double[] parameters, double[] state) {
        double[] x = state;
        for (Dense layer : mlp.layers()) {
            double[] y = new double[layer.outputs()];
            for (int n = 0; n < y.length; n++) {
                y[n] = parameters[layer.bias(n)];
                for (int k = 0; k < layer.inputs(); k++) {
                    y[n] += x[k] * parameters[layer.weight(k, n)];
                }
                y[n] = layer.equals(mlp.head()) ? y[n] : mlp.activation().apply(y[n]);
            }
            x = y;
        }
        return x;
    }

    public double logPi(double[] parameters, double[] state, double[] action) {
        double[] mean = mean(parameters, state);
        double sum = 0;
        for (int k = 0; k < size; k++) {
            double logStd = parameters[mlp.size() + k];
            double z = (action[k] - mean[k]) / Math.exp(logStd);
            sum -= 0.5 * z * z + logStd + 0.5 * Math.log(2 * Math.PI);
        }
        return sum;
    }

    /// KL(old ‖ new), averaged over states.
    public double divergence(double[] old, double[] parameters, double[][] states) {
        double sum = 0;
        for (double[] state : states) {
            double[] oldMean = mean(old, state);
            double[] mean = mean(parameters, state);
            for (int k = 0; k < size; k++) {
                double oldStd = Math.exp(old[mlp.size() + k]);
                double std = Math.exp(parameters[mlp.size() + k]);
                double difference = oldMean[k] - mean[k];
                sum += Math.log(std / oldStd) + (oldStd * oldStd + difference * difference) / (2 * std * std) - 0.5;
            }
        }
        return sum / states.length;
    }

    /// Something that depends on the parameters.
    public interface Objective {
        double at(double[] parameters);
    }

    /// The gradient by central differences, zero at the padding.
    public double[] gradient(double[] parameters, Objective objective) {
        double h = 1e-5;
        double[] moved = parameters.clone();
        double[] gradient = new double[parameters.length];
        for (int place : places()) {
            moved[place] = parameters[place] + h;
            double up = objective.at(moved);
            moved[place] = parameters[place] - h;
            gradient[place] = (up - objective.at(moved)) / (2 * h);
            moved[place] = parameters[place];
        }
        return gradient;
    }

    public static double[] wide(float[] numbers) {
        double[] wide = new double[numbers.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = numbers[i];
        }
        return wide;
    }

    public static double[][] rows(Matrix matrix) {
        double[][] rows = new double[matrix.rows()][matrix.columns()];
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < rows[r].length; c++) {
                rows[r][c] = matrix.array()[r * matrix.stride() + c];
            }
        }
        return rows;
    }

    /// `[rows, size]` without padding.
    public static double[][] rows(float[] numbers, int size) {
        double[][] rows = new double[numbers.length / size][size];
        for (int i = 0; i < numbers.length; i++) {
            rows[i / size][i % size] = numbers[i];
        }
        return rows;
    }
}
