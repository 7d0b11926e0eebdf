package dev.sinew.trainer.algorithm.td3;

/// The losses of TD3, and of their gradients what needs no network, numbered as in arXiv:1802.09477v3. Arrays are
/// `[B]`, one entry per transition. Pure.
///
/// @param targetStd σ̃ of the noise on target actions, not negative
/// @param targetClip c, how far that noise goes, not negative
record Td3Loss(float targetStd, float targetClip) {
    /// Target policy smoothing, Eq. 14 and 15: `ã = clip(μ′(s′) + clip(σ̃·z, −c, c), −1, 1)`.
    ///
    /// @param action μ′(s′), one entry
    /// @param z drawn from N(0, 1)
    /// @return ã
    float smooth(float action, float z) {
        float noise = Math.clamp(targetStd * z, -targetClip, targetClip);
        return Math.clamp(action + noise, -1f, 1f);
    }

    /// Clipped double-Q target, Eq. 10: `y = r + γ·(1 − terminated)·minᵢ Q′ᵢ(s′, ã)`.
    ///
    /// A time limit is not part of the task: only `terminated` ends the value, never `truncated`.
    ///
    /// @param rewards r
    /// @param continuation γ·(1 − terminated)
    /// @param value minᵢ Q′ᵢ(s′, ã)
    /// @param y filled; may be `value`
    void target(float[] rewards, float[] continuation, float[] value, float[] y) {
        for (int b = 0; b < y.length; b++) {
            y[b] = rewards[b] + continuation[b] * value[b];
        }
    }

    /// Critic loss of Algorithm 1, `mean (y − Q(s, a))²`, with its gradient by Q.
    ///
    /// @param q Q(s, a)
    /// @param y target
    /// @param dQ filled
    /// @return the loss
    double critic(float[] q, float[] y, float[] dQ) {
        double loss = 0;
        for (int b = 0; b < q.length; b++) {
            float error = q[b] - y[b];
            dQ[b] = 2f * error / q.length;
            loss += (double) error * error;
        }
        return loss / q.length;
    }

    /// Actor loss `−mean Q(s, μ(s))`, whose gradient is minus Eq. 4, the deterministic policy gradient.
    ///
    /// @param q Q₁(s, μ(s))
    /// @return the loss
    double actor(float[] q) {
        double sum = 0;
        for (float value : q) {
            sum += value;
        }
        return -sum / q.length;
    }
}
