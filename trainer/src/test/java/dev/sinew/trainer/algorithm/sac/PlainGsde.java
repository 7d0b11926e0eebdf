package dev.sinew.trainer.algorithm.sac;

import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.network.PlainNetwork;
import java.util.Optional;

/// Soft actor–critic whose noise depends on the state, in float64: a Gaussian with the variance
/// `Σ_f z_f²·σ_fk² + 1e−6` for each entry.
final class PlainGsde extends PlainSac {
    final double[][] logStd;
    private Optional<double[][]> given = Optional.empty();

    PlainGsde(PlainSac plain, double[][] logStd) {
        super(plain.actor, plain.critics, plain.targets, plain.logAlpha, plain.targetEntropy);
        this.logStd = logStd;
    }

    /// As the flat array holds it, `[features][entries]`.
    static double[][] logStd(Dense layer, float[] parameters) {
        double[][] logStd = new double[layer.inputs()][layer.outputs()];
        for (int f = 0; f < logStd.length; f++) {
            for (int k = 0; k < logStd[f].length; k++) {
                logStd[f][k] = parameters[layer.weight(f, k)];
            }
        }
        return logStd;
    }

    /// The features of some states are a constant from now on, wherever the network goes.
    void hold(double[][] observations) {
        actor.forward(observations);
        given = Optional.of(actor.features());
    }

    @Override
    double[][] head(double[][] observations) {
        double[][] mean = actor.forward(observations);
        double[][] z = given.orElse(actor.features());
        int size = mean[0].length;
        double[][] head = new double[mean.length][2 * size];
        for (int r = 0; r < mean.length; r++) {
            for (int k = 0; k < size; k++) {
                head[r][k] = mean[r][k];
                head[r][size + k] = 0.5 * Math.log(variance(z[r], k));
            }
        }
        return head;
    }

    private double variance(double[] z, int entry) {
        double variance = 1e-6;
        for (int f = 0; f < z.length; f++) {
            variance += z[f] * z[f] * Math.exp(2 * logStd[f][entry]);
        }
        return variance;
    }

    @Override
    PlainNetwork actorGradient(Transitions batch, double[][] noise) {
        double[][] both = headGradient(batch, noise);
        double[][] mean = new double[both.length][both[0].length / 2];
        for (int r = 0; r < both.length; r++) {
            System.arraycopy(both[r], 0, mean[r], 0, mean[r].length);
        }
        return actor.backward(mean);
    }

    /// `∂J/∂log σ_fk = Σ_r ∂J/∂log s_rk · z_rf²·σ_fk² / s_rk²`
    double[][] logStdGradient(Transitions batch, double[][] noise) {
        double[][] both = headGradient(batch, noise);
        double[][] z = given.orElse(actor.features());
        double[][] gradient = new double[logStd.length][logStd[0].length];
        for (int r = 0; r < both.length; r++) {
            for (int k = 0; k < gradient[0].length; k++) {
                double byVariance = both[r][gradient[0].length + k] / variance(z[r], k);
                for (int f = 0; f < gradient.length; f++) {
                    gradient[f][k] += byVariance * z[r][f] * z[r][f] * Math.exp(2 * logStd[f][k]);
                }
            }
        }
        return gradient;
    }
}
