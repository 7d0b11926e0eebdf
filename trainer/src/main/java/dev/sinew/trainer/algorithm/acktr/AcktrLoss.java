package dev.sinew.trainer.algorithm.acktr;

import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.network.Parameters;

/// The losses of ACKTR and, of their gradients, what needs no network, numbered as in arXiv:1708.05144v2. Arrays are
/// `[B]`, one entry per step; log π in nats. Pure.
///
/// @param weightDecay of the value function's weights, not negative
/// @param targetDivergence KL that a step of the policy is to make, nats
record AcktrLoss(double weightDecay, double targetDivergence) {
    private static final double LOWEST_RATE = 1e-8;
    private static final double HIGHEST_RATE = 1;
    private static final double RATE_STEP = 1.5;

    /// Policy gradient with advantages, Eq. 1, as a loss: `−mean Â·log π`. Its gradient by log π is `−Â/B`.
    ///
    /// @param logPi log π of the actions taken
    /// @param advantages Â
    /// @param dLogPi filled
    /// @return the loss
    double policy(float[] logPi, float[] advantages, float[] dLogPi) {
        double sum = 0;
        for (int b = 0; b < dLogPi.length; b++) {
            sum += (double) advantages[b] * logPi[b];
            dLogPi[b] = -advantages[b] / dLogPi.length;
        }
        return -sum / dLogPi.length;
    }

    /// Loss of the value function: `mean (V − R)²`, with its gradient by V.
    ///
    /// @param values V
    /// @param returns R
    /// @param dValues filled
    /// @return the loss
    double value(float[] values, float[] returns, float[] dValues) {
        double sum = 0;
        for (int b = 0; b < dValues.length; b++) {
            float error = values[b] - returns[b];
            sum += (double) error * error;
            dValues[b] = 2f * error / dValues.length;
        }
        return sum / dValues.length;
    }

    /// Adds the gradient of `Σ wd·½‖W‖²` over the layers' weights; biases do not decay.
    ///
    /// @param parameters hold W
    /// @param gradient added to
    void decay(Parameters parameters, Parameters gradient) {
        float share = (float) weightDecay;
        float[] from = parameters.values();
        float[] to = gradient.values();
        for (int i = 0; i < parameters.layers().size(); i++) {
            Dense layer = parameters.layers().get(i);
            for (int w = layer.offset(); w < layer.bias(0); w++) {
                to[w] += share * from[w]; // padding is zero
            }
        }
    }

    /// Score of the value function for one draw of itself: the value is taken for the mean of a normal distribution
    /// with σ = 1, and `mean (V − (V + ξ))²` for the loss that is sampled (section 3.1, Baselines): `−2ξ` for a row
    /// alone.
    ///
    /// @param noise ξ ~ N(0, 1)
    /// @param scores filled
    void valueScores(float[] noise, float[] scores) {
        for (int b = 0; b < scores.length; b++) {
            scores[b] = -2f * noise[b];
        }
    }

    /// {@return the next learning rate of the policy}: two thirds of it after a step that went farther than twice the
    /// target, half as much again after one that made less than half of it, within `[1e-8, 1]` (Baselines).
    ///
    /// @param rate that the step was made with
    /// @param divergence that the step made, nats
    double nextRate(double rate, double divergence) {
        if (divergence > 2 * targetDivergence) {
            return Math.max(LOWEST_RATE, rate / RATE_STEP);
        }
        if (divergence < targetDivergence / 2) {
            return Math.min(HIGHEST_RATE, rate * RATE_STEP);
        }
        return rate;
    }
}
