package dev.sinew.trainer.algorithm.acktr;

import dev.sinew.trainer.network.PlainNetwork;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/// The rows of a rollout and the losses over them in float64.
final class PlainLosses {
    final double[][] observations;
    final double[][] actions;
    final double[] advantages;
    final double[] returns;
    private final double weightDecay;

    PlainLosses(ActorCritic parts, Rollout rollout, double weightDecay) {
        this.weightDecay = weightDecay;
        int rows = rollout.rows();
        int size = parts.sizes().action();
        observations = new double[rows][parts.sizes().observation()];
        actions = new double[rows][size];
        advantages = new double[rows];
        returns = new double[rows];
        double mean = 0;
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < observations[r].length; k++) {
                observations[r][k] = rollout.observations()
                        .array()[r * rollout.observations().stride() + k];
            }
            for (int k = 0; k < size; k++) {
                actions[r][k] = rollout.actions()[r * size + k];
            }
            returns[r] = rollout.returns()[r];
            mean += rollout.advantages()[r] / (double) rows;
        }
        double squares = 0;
        for (int r = 0; r < rows; r++) {
            squares += Math.pow(rollout.advantages()[r] - mean, 2);
        }
        for (int r = 0; r < rows; r++) {
            advantages[r] = (rollout.advantages()[r] - mean) / (Math.sqrt(squares / (rows - 1)) + 1e-8);
        }
    }

    /// `−mean Â·log π`.
    double policy(PlainNetwork network, double[] logStd) {
        double sum = 0;
        for (int r = 0; r < observations.length; r++) {
            double[] mean = network.forward(observations[r])[network.weights.length];
            double logPi = 0;
            for (int k = 0; k < logStd.length; k++) {
                double z = (actions[r][k] - mean[k]) / Math.exp(logStd[k]);
                logPi -= 0.5 * z * z + logStd[k] + 0.5 * Math.log(2 * Math.PI);
            }
            sum -= advantages[r] * logPi / observations.length;
        }
        return sum;
    }

    /// `mean (V − R)² + wd·½‖W‖²`.
    double value(PlainNetwork network) {
        double sum = 0;
        for (int r = 0; r < observations.length; r++) {
            double error = network.forward(observations[r])[network.weights.length][0] - returns[r];
            sum += error * error / observations.length;
        }
        for (double[][] w : network.weights) {
            for (int k = 0; k < w.length - 1; k++) {
                for (double weight : w[k]) {
                    sum += weightDecay * 0.5 * weight * weight;
                }
            }
        }
        return sum;
    }

    /// Scores of the mean for each entry of the action, `1/σ` in its turn.
    double[][][] exactScores(double[] logStd) {
        double[][][] scores = new double[logStd.length][observations.length][logStd.length];
        for (int pass = 0; pass < logStd.length; pass++) {
            for (int r = 0; r < observations.length; r++) {
                scores[pass][r][pass] = Math.exp(-logStd[pass]);
            }
        }
        return scores;
    }

    /// Scores of the actions taken, `(a − μ)/σ²`.
    double[][][] takenScores(PlainNetwork network, double[] logStd) {
        double[][][] scores = new double[1][observations.length][logStd.length];
        for (int r = 0; r < observations.length; r++) {
            double[] mean = network.forward(observations[r])[network.weights.length];
            for (int k = 0; k < logStd.length; k++) {
                scores[0][r][k] = (actions[r][k] - mean[k]) * Math.exp(-2 * logStd[k]);
            }
        }
        return scores;
    }

    /// The gradient of a loss by every weight, by central differences.
    static List<double[][]> differences(PlainNetwork network, DoubleSupplier loss) {
        List<double[][]> gradient = new ArrayList<>();
        for (double[][] w : network.weights) {
            double[][] g = new double[w.length][w[0].length];
            for (int i = 0; i < w.length; i++) {
                for (int j = 0; j < w[i].length; j++) {
                    g[i][j] = difference(w[i], j, loss);
                }
            }
            gradient.add(g);
        }
        return gradient;
    }

    /// The derivative of a loss by one number, by central differences.
    static double difference(double[] numbers, int index, DoubleSupplier loss) {
        double before = numbers[index];
        double width = 1e-5;
        numbers[index] = before + width;
        double above = loss.getAsDouble();
        numbers[index] = before - width;
        double below = loss.getAsDouble();
        numbers[index] = before;
        return (above - below) / (2 * width);
    }
}
