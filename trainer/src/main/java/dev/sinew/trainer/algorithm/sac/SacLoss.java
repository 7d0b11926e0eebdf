package dev.sinew.trainer.algorithm.sac;

/// The losses of soft actor–critic, and of their gradients what needs no network, numbered as in
/// arXiv:1812.05905v2. Arrays are `[B]`, one entry per transition; log π in nats. Pure.
///
/// @param discount γ, in `[0, 1)`
/// @param targetEntropy H̄, nats
record SacLoss(float discount, float targetEntropy) {
    /// Soft value of the next state, Eq. 3: `V(s′) = min(Q̄₁, Q̄₂)(s′, a′) − α·log π(a′|s′)`.
    ///
    /// @param first Q̄₁(s′, a′)
    /// @param second Q̄₂(s′, a′)
    /// @param logPi log π(a′|s′)
    /// @param alpha α
    /// @param value filled
    void softValue(float[] first, float[] second, float[] logPi, float alpha, float[] value) {
        for (int b = 0; b < value.length; b++) {
            value[b] = Math.min(first[b], second[b]) - alpha * logPi[b];
        }
    }

    /// Soft Bellman target, Eq. 2: `y = r + γ·(1 − terminated)·V(s′)`.
    ///
    /// A time limit is not part of the task: only `terminated` ends the value, never `truncated`.
    ///
    /// @param rewards r
    /// @param terminated 1 or 0
    /// @param value V(s′)
    /// @param y filled; may be `value`
    void softTarget(float[] rewards, float[] terminated, float[] value, float[] y) {
        for (int b = 0; b < y.length; b++) {
            y[b] = rewards[b] + discount * (1f - terminated[b]) * value[b];
        }
    }

    /// Critic loss, Eq. 5: `J_Q(θ) = mean ½·(Q_θ(s, a) − y)²`, with `∂J_Q/∂Q` as in Eq. 6.
    ///
    /// @param q Q_θ(s, a)
    /// @param y target
    /// @param dQ filled
    /// @return J_Q
    double critic(float[] q, float[] y, float[] dQ) {
        double loss = 0;
        for (int b = 0; b < q.length; b++) {
            float error = q[b] - y[b];
            dQ[b] = error / q.length;
            loss += 0.5 * error * error;
        }
        return loss / q.length;
    }

    /// Actor loss, Eq. 7 with the smaller of two critics: `J_π(φ) = mean (α·log π(a|s) − min(Q₁, Q₂)(s, a))`. Its
    /// gradient, Eq. 10, runs through the critics and the policy's distribution.
    ///
    /// @param first Q₁(s, a)
    /// @param second Q₂(s, a)
    /// @param logPi log π(a|s)
    /// @param alpha α
    /// @return J_π
    double actor(float[] first, float[] second, float[] logPi, float alpha) {
        double loss = 0;
        for (int b = 0; b < logPi.length; b++) {
            loss += alpha * logPi[b] - Math.min(first[b], second[b]);
        }
        return loss / logPi.length;
    }

    /// Gradient of the temperature's loss `J(α) = −mean log α·(log π(a|s) + H̄)` by log α (Eq. 18 has α for log α).
    ///
    /// @param logPi log π(a|s)
    /// @return `∂J/∂log α`
    double temperature(float[] logPi) {
        double sum = 0;
        for (float value : logPi) {
            sum += value + targetEntropy;
        }
        return -sum / logPi.length;
    }
}
