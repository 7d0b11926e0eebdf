package dev.sinew.trainer.algorithm.sac;

/// The losses of soft actor–critic, and of their gradients what needs no network, numbered as in
/// arXiv:1812.05905v2. Arrays are `[B]`, one entry per transition; log π in nats. Pure.
///
/// @param targetEntropy H̄, nats
record SacLoss(float targetEntropy) {
    /// Soft value of the next state, Eq. 3: `V(s′) = Q̄(s′, a′) − α·log π(a′|s′)`, where Q̄ is the smallest of the
    /// targets.
    ///
    /// @param q Q̄(s′, a′)
    /// @param logPi log π(a′|s′)
    /// @param alpha α
    /// @param value filled; may be `q`
    void softValue(float[] q, float[] logPi, float alpha, float[] value) {
        for (int b = 0; b < value.length; b++) {
            value[b] = q[b] - alpha * logPi[b];
        }
    }

    /// Soft Bellman target, Eq. 2: `y = r + γ·(1 − terminated)·V(s′)`.
    ///
    /// A time limit is not part of the task: only `terminated` ends the value, never `truncated`.
    ///
    /// @param rewards r
    /// @param continuation γ·(1 − terminated)
    /// @param value V(s′)
    /// @param y filled; may be `value`
    void softTarget(float[] rewards, float[] continuation, float[] value, float[] y) {
        for (int b = 0; b < y.length; b++) {
            y[b] = rewards[b] + continuation[b] * value[b];
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

    /// Actor loss, Eq. 7: `J_π(φ) = mean (α·log π(a|s) − Q(s, a))`, where Q is the smallest of the critics. Its
    /// gradient, Eq. 10, runs through the critics and the policy's distribution.
    ///
    /// @param q Q(s, a)
    /// @param logPi log π(a|s)
    /// @param alpha α
    /// @return J_π
    double actor(float[] q, float[] logPi, float alpha) {
        double loss = 0;
        for (int b = 0; b < logPi.length; b++) {
            loss += alpha * logPi[b] - q[b];
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
