package dev.sinew.trainer.algorithm.npg;

/// The gradient and the step of the natural policy gradient. Arrays are `[B]`, one entry per step of the rollout. Pure.
///
/// @param divergence δ, mean KL(old ‖ new) that a step aims at, nats
record NpgLoss(double divergence) {
    /// Keeps the step finite where nothing is to be gained (Spinning Up).
    private static final double EPSILON = 1e-8;

    /// Computes the weights of the policy gradient, `∇η = mean ∇log π·Â` (Kakade 2001, Eq. 1): `Â/B`.
    ///
    /// @param advantages Â
    /// @param dLogPi filled
    void gradient(float[] advantages, float[] dLogPi) {
        for (int b = 0; b < dLogPi.length; b++) {
            dLogPi[b] = advantages[b] / dLogPi.length;
        }
    }

    /// {@return the step that moves the policy by δ, as the quadratic model of the divergence has it}:
    /// `α = √(2δ / (xᵀFx + 1e-8))` (arXiv:1703.02660v2, Eq. 5 and Algorithm 1, where `xᵀFx` is written `gᵀF⁻¹g`).
    ///
    /// @param curvature `xᵀFx`, not negative
    double step(double curvature) {
        return Math.sqrt(2 * divergence / (curvature + EPSILON));
    }
}
