package dev.sinew.trainer.optimizer;

import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.SecondMoment;
import java.util.Arrays;

/// One layer under [Kfac]: its factors, those of the batch, its gradient and its direction. Row `inputs` of each matrix
/// belongs to the bias.
final class KfacLayer {
    private final Dense layer;
    private final SecondMoment inputs;
    private final SecondMoment scores;
    private final KroneckerFactors factors;
    private final double[][] batchInput;
    private final double[][] batchOutput;
    private final double[][] gradient;
    private final double[][] direction;

    KfacLayer(Dense layer, SecondMoment inputs, SecondMoment scores) {
        this.layer = layer;
        this.inputs = inputs;
        this.scores = scores;
        int rows = layer.inputs() + 1;
        factors = new KroneckerFactors(rows, layer.outputs());
        batchInput = new double[rows][rows];
        batchOutput = new double[layer.outputs()][layer.outputs()];
        gradient = new double[rows][layer.outputs()];
        direction = new double[rows][layer.outputs()];
    }

    Dense layer() {
        return layer;
    }

    KroneckerFactors factors() {
        return factors;
    }

    /// `A = Σāāᵀ/N` of the batch, and no scores yet.
    void takeInputs(int rows) {
        inputs.run();
        int n = layer.inputs();
        double share = 1.0 / rows;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                batchInput[i][j] = inputs.product(i, j) * share;
            }
            batchInput[i][n] = inputs.sum(i) * share;
            batchInput[n][i] = batchInput[i][n];
        }
        batchInput[n][n] = 1;
        for (double[] row : batchOutput) {
            Arrays.fill(row, 0);
        }
    }

    /// Adds `Σggᵀ/N` of the batch to S.
    void addScores(int rows) {
        scores.run();
        double share = 1.0 / rows;
        for (int i = 0; i < layer.outputs(); i++) {
            for (int j = 0; j < layer.outputs(); j++) {
                batchOutput[i][j] += scores.product(i, j) * share;
            }
        }
    }

    void average(double keep, double take) {
        factors.average(batchInput, batchOutput, keep, take);
    }

    /// Preconditions the gradient.
    ///
    /// @return `⟨U, G⟩`
    double precondition(float[] from, Damping form, double damping, float[] to) {
        int n = layer.inputs();
        for (int m = 0; m < layer.outputs(); m++) {
            for (int k = 0; k < n; k++) {
                gradient[k][m] = from[layer.weight(k, m)];
            }
            gradient[n][m] = from[layer.bias(m)];
        }
        factors.precondition(gradient, form, damping, direction);
        double product = 0;
        for (int m = 0; m < layer.outputs(); m++) {
            for (int k = 0; k < n; k++) {
                to[layer.weight(k, m)] = (float) direction[k][m];
                product += direction[k][m] * gradient[k][m];
            }
            to[layer.bias(m)] = (float) direction[n][m];
            product += direction[n][m] * gradient[n][m];
        }
        return product;
    }
}
