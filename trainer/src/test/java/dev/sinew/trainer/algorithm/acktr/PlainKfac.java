package dev.sinew.trainer.algorithm.acktr;

import dev.sinew.trainer.network.PlainNetwork;
import dev.sinew.trainer.optimizer.KfacSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// K-FAC in float64 as its equations say it: every layer's damped Kronecker product written out and solved by
/// elimination, no eigenvectors.
final class PlainKfac {
    private final KfacSettings settings;
    private final PlainNetwork network;
    private final double[] free;
    private final List<double[][]> velocity = new ArrayList<>();
    private final List<double[][]> inputs = new ArrayList<>();
    private final List<double[][]> outputs = new ArrayList<>();
    private List<double[][]> usedInputs = List.of();
    private List<double[][]> usedOutputs = List.of();
    private final double[] freeVelocity;
    private int steps;

    PlainKfac(KfacSettings settings, PlainNetwork network, double[] free) {
        this.settings = settings;
        this.network = network;
        this.free = free;
        freeVelocity = new double[free.length];
        for (double[][] w : network.weights) {
            velocity.add(new double[w.length][w[0].length]);
            inputs.add(new double[w.length][w.length]);
            outputs.add(new double[w[0].length][w[0].length]);
        }
    }

    /// One step; `x` are the rows, `scores` what is passed back for each pass and row.
    void step(double[][] x, double[][][] scores, List<double[][]> gradient, double[] freeGradient, double rate) {
        boolean cold = steps < settings.coldSteps();
        double keep = cold ? 1 : settings.statisticsDecay();
        double take = cold ? 1.0 / settings.coldSteps() : 1 - settings.statisticsDecay();
        for (int l = 0; l < inputs.size(); l++) {
            scale(inputs.get(l), keep);
            scale(outputs.get(l), keep);
        }
        for (int r = 0; r < x.length; r++) {
            double[][] bars = network.forward(x[r]);
            for (int l = 0; l < inputs.size(); l++) {
                addOuter(bars[l], take / x.length, inputs.get(l));
            }
            for (double[][] pass : scores) {
                double[][] g = network.backward(bars, pass[r]);
                for (int l = 0; l < outputs.size(); l++) {
                    addOuter(g[l], take / x.length, outputs.get(l));
                }
            }
        }
        move(cold, gradient, freeGradient, rate);
        steps++;
    }

    private void move(boolean cold, List<double[][]> gradient, double[] freeGradient, double rate) {
        List<double[][]> direction = gradient;
        double[] freeDirection = freeGradient;
        double nu = 1;
        if (!cold) {
            if ((steps - settings.coldSteps()) % settings.interval() == 0) {
                usedInputs = copies(inputs);
                usedOutputs = copies(outputs);
            }
            if (steps == settings.coldSteps()) {
                velocity.forEach(v -> scale(v, 0));
                Arrays.fill(freeVelocity, 0);
            }
            direction = new ArrayList<>();
            double curvature = 0;
            for (int l = 0; l < inputs.size(); l++) {
                double damping = settings.damping() + settings.weightDecay();
                double[][] u = solve(usedInputs.get(l), usedOutputs.get(l), damping, gradient.get(l));
                curvature += dot(u, gradient.get(l));
                direction.add(u);
            }
            freeDirection = new double[free.length];
            for (int k = 0; k < free.length; k++) {
                freeDirection[k] = freeGradient[k] / (2 + settings.damping());
                curvature += freeDirection[k] * freeGradient[k];
            }
            nu = Math.min(1, Math.sqrt(settings.clip() / (rate * rate * curvature)));
        }
        follow(direction, freeDirection, nu, rate);
    }

    private void follow(List<double[][]> direction, double[] freeDirection, double nu, double rate) {
        double mu = settings.momentum();
        for (int l = 0; l < inputs.size(); l++) {
            for (int i = 0; i < velocity.get(l).length; i++) {
                for (int j = 0; j < velocity.get(l)[i].length; j++) {
                    velocity.get(l)[i][j] =
                            mu * velocity.get(l)[i][j] + nu * direction.get(l)[i][j];
                    network.weights[l][i][j] -= rate * (1 - mu) * velocity.get(l)[i][j];
                }
            }
        }
        for (int k = 0; k < free.length; k++) {
            freeVelocity[k] = mu * freeVelocity[k] + nu * freeDirection[k];
            free[k] -= rate * (1 - mu) * freeVelocity[k];
        }
    }

    /// `(A ⊗ S + εI)⁻¹ vec G` by Gauss's elimination with pivots.
    private static double[][] solve(double[][] a, double[][] s, double epsilon, double[][] g) {
        int n = s.length;
        int size = a.length * n;
        double[][] m = new double[size][size + 1];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                m[i][j] = a[i / n][j / n] * s[i % n][j % n] + (i == j ? epsilon : 0);
            }
            m[i][size] = g[i / n][i % n];
        }
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int i = column + 1; i < size; i++) {
                pivot = Math.abs(m[i][column]) > Math.abs(m[pivot][column]) ? i : pivot;
            }
            double[] row = m[pivot];
            m[pivot] = m[column];
            m[column] = row;
            for (int i = 0; i < size; i++) {
                double share = i == column ? 0 : m[i][column] / row[column];
                for (int j = column; share != 0 && j <= size; j++) {
                    m[i][j] -= share * row[j];
                }
            }
        }
        double[][] u = new double[a.length][n];
        for (int i = 0; i < size; i++) {
            u[i / n][i % n] = m[i][size] / m[i][i];
        }
        return u;
    }

    private static List<double[][]> copies(List<double[][]> matrices) {
        List<double[][]> copies = new ArrayList<>();
        for (double[][] matrix : matrices) {
            double[][] copy = new double[matrix.length][];
            for (int i = 0; i < copy.length; i++) {
                copy[i] = matrix[i].clone();
            }
            copies.add(copy);
        }
        return copies;
    }

    private static double dot(double[][] a, double[][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                sum += a[i][j] * b[i][j];
            }
        }
        return sum;
    }

    private static void scale(double[][] matrix, double factor) {
        for (double[] row : matrix) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= factor;
            }
        }
    }

    private static void addOuter(double[] v, double factor, double[][] to) {
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                to[i][j] += factor * v[i] * v[j];
            }
        }
    }
}
