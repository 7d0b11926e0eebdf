package dev.sinew.trainer.algorithm.pg;

/// The loss of the policy gradient. Arrays are `[B]`, one entry per step. Pure.
///
/// @param largestRatio what ratios are truncated to; infinite for any
record PgLoss(float largestRatio) {
    /// Policy gradient theorem (Sutton et al. 1999, Theorem 1) for steps that an older policy took: `∇J = E[r·∇log
    /// π·Â]` with `r = π/πₒ`. As a loss: `−mean r·Â`, whose gradient by log π is `−r·Â/B`. Where ratios are truncated,
    /// `min(r, c)` takes the place of r in the gradient, as a weight that is not differentiated (Ionides 2008).
    ///
    /// @param ratio r
    /// @param advantages Â
    /// @param dLogPi filled
    /// @return the loss
    double policy(float[] ratio, float[] advantages, float[] dLogPi) {
        double sum = 0;
        for (int b = 0; b < dLogPi.length; b++) {
            float weighted = Math.min(ratio[b], largestRatio) * advantages[b];
            sum += weighted;
            dLogPi[b] = -weighted / dLogPi.length;
        }
        return -sum / dLogPi.length;
    }

    /// {@return an estimate of KL(old ‖ new) that is never negative, `mean (r − 1 − log r)`} (Schulman, *Approximating
    /// KL Divergence*, 2020).
    ///
    /// @param ratio r
    /// @param rows how many count
    double divergence(float[] ratio, int rows) {
        double sum = 0;
        for (int b = 0; b < rows; b++) {
            sum += ratio[b] - 1.0 - StrictMath.log(ratio[b]);
        }
        return sum / rows;
    }
}
