package dev.sinew.trainer.algorithm.ppo;

/// The losses of proximal policy optimization, and of their gradients what needs no network, numbered as in
/// arXiv:1707.06347v2. Arrays are `[B]`, one entry per step; log π in nats. Pure.
///
/// @param clip ε
/// @param valueClip how far a value may move; infinite for any distance
record PpoLoss(float clip, float valueClip) {
    /// Clipped surrogate, Eq. 7, as a loss: `−mean min(r·Â, clamp(r, 1 − ε, 1 + ε)·Â)` with `r = π/πₒ`. Its gradient
    /// by log π is `−r·Â/B` where the first term is the smaller one or both are the same, else zero.
    ///
    /// @param ratio r
    /// @param advantages Â
    /// @param dLogPi filled
    /// @return the loss
    double policy(float[] ratio, float[] advantages, float[] dLogPi) {
        double sum = 0;
        for (int b = 0; b < dLogPi.length; b++) {
            float free = ratio[b] * advantages[b];
            float held = Math.clamp(ratio[b], 1f - clip, 1f + clip) * advantages[b];
            sum += Math.min(free, held);
            dLogPi[b] = free <= held ? -free / dLogPi.length : 0f;
        }
        return -sum / dLogPi.length;
    }

    /// {@return the share of steps whose ratio is outside of `[1 − ε, 1 + ε]`}
    ///
    /// @param ratio r
    /// @param rows how many count
    double clipped(float[] ratio, int rows) {
        int count = 0;
        for (int b = 0; b < rows; b++) {
            count += Math.abs(ratio[b] - 1f) > clip ? 1 : 0;
        }
        return (double) count / rows;
    }

    /// {@return an estimate of KL(old ‖ new) that is never negative, `mean (r − 1 − log r)`} (Schulman, *Approximating
    /// KL Divergence*, 2020).
    ///
    /// @param ratio r
    /// @param logRatio log r
    /// @param rows how many count
    double divergence(float[] ratio, float[] logRatio, int rows) {
        double sum = 0;
        for (int b = 0; b < rows; b++) {
            sum += ratio[b] - 1.0 - logRatio[b];
        }
        return sum / rows;
    }

    /// Loss of the value function, `L^VF` of Eq. 9: `mean (V − R)²`, with its gradient by V. Where the distance is
    /// bounded: the larger of that and the error of the value held to `Vₒ ± ε` (Baselines).
    ///
    /// @param values V
    /// @param old Vₒ
    /// @param returns R
    /// @param coefficient weight in the gradient
    /// @param dValues filled
    /// @return the loss, without the weight
    double value(float[] values, float[] old, float[] returns, float coefficient, float[] dValues) {
        double sum = 0;
        for (int b = 0; b < dValues.length; b++) {
            float error = values[b] - returns[b];
            float move = values[b] - old[b];
            float heldError = old[b] + Math.clamp(move, -valueClip, valueClip) - returns[b];
            boolean counts = Math.abs(move) <= valueClip || error * error >= heldError * heldError;
            float counted = counts ? error : heldError;
            sum += (double) counted * counted;
            dValues[b] = counts ? coefficient * 2f * error / dValues.length : 0f;
        }
        return sum / dValues.length;
    }
}
