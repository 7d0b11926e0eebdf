package dev.sinew.trainer.algorithm.trpo;

/// The surrogate of trust region policy optimization and the rules of its steps, numbered as in arXiv:1502.05477v5.
/// Arrays are `[B]`, one entry per step of the rollout. Pure.
///
/// @param divergence δ, bound of the mean KL(old ‖ new), nats
record TrpoLoss(double divergence) {
    /// {@return the objective of Eq. 14, `L(θ) = mean r·Â` with `r = π/πₒ`}: what is to be gained, to be made large.
    ///
    /// @param ratio r
    /// @param advantages Â, one for each row that counts
    double surrogate(float[] ratio, float[] advantages) {
        double sum = 0;
        for (int b = 0; b < advantages.length; b++) {
            sum += (double) ratio[b] * advantages[b];
        }
        return sum / advantages.length;
    }

    /// Computes the gradient of [#surrogate] by log π, `r·Â/B`.
    ///
    /// @param ratio r
    /// @param advantages Â
    /// @param dLogPi filled
    void gradient(float[] ratio, float[] advantages, float[] dLogPi) {
        for (int b = 0; b < dLogPi.length; b++) {
            dLogPi[b] = ratio[b] * advantages[b] / dLogPi.length;
        }
    }

    /// {@return the longest step that the bound allows, `β = √(2δ / xᵀAx)`, as the quadratic model of the divergence
    /// has it (appendix C)}
    ///
    /// @param curvature `xᵀAx`, positive
    double longestStep(double curvature) {
        return Math.sqrt(2 * divergence / curvature);
    }

    /// {@return whether a step is taken: it gains, and it stays within the bound of Eq. 12}
    ///
    /// @param gain L(θ) − L(θₒ)
    /// @param moved mean KL(old ‖ new)
    boolean accepts(double gain, double moved) {
        return gain > 0 && moved <= divergence;
    }
}
