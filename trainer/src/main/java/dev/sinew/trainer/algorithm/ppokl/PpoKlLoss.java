package dev.sinew.trainer.algorithm.ppokl;

/// The penalised surrogate of proximal policy optimization and how its penalty follows the divergence, numbered as in
/// arXiv:1707.06347v2. Arrays are `[B]`, one entry per step. Pure.
///
/// @param target d, KL(old ‖ new) that an update is to end at, nats
/// @param clip ε of the ratio; infinite where it is free
record PpoKlLoss(double target, float clip) {
    /// The least that β becomes.
    static final double LEAST = 1e-6;

    /// The most that β becomes.
    static final double MOST = 1e6;

    /// The first term of Eq. 8 as a loss, `−mean r·Â` with `r = π/πₒ`, and where the ratio is clipped that of Eq. 7,
    /// `−mean min(r·Â, clamp(r, 1 − ε, 1 + ε)·Â)`. The gradient by log π is `−r·Â/B`, zero where only the clipped term
    /// counts. The second term of Eq. 8, `β·KL`, needs no rows: [PolicySteps] adds it.
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

    /// {@return β of the next update (section 4)}: half of it where the policy moved less than `d/1.5`, twice where it
    /// moved more than `1.5·d`, else the same.
    ///
    /// @param beta β of this update
    /// @param moved KL(old ‖ new) after this update
    double adapted(double beta, double moved) {
        if (moved < target / 1.5) {
            return Math.max(LEAST, beta / 2);
        }
        return moved > target * 1.5 ? Math.min(MOST, beta * 2) : beta;
    }
}
