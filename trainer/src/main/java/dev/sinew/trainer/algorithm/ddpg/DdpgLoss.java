package dev.sinew.trainer.algorithm.ddpg;

/// The losses of DDPG, and of their gradients what needs no network, numbered as in arXiv:1509.02971v6. Arrays are
/// `[B]`, one entry per transition. Pure.
record DdpgLoss() {
    /// Target, Eq. 5 and Algorithm 1: `y = r + γ·(1 − terminated)·Q′(s′, μ′(s′))`.
    ///
    /// A time limit is not part of the task: only `terminated` ends the value, never `truncated`.
    ///
    /// @param rewards r
    /// @param continuation γ·(1 − terminated)
    /// @param value Q′(s′, μ′(s′))
    /// @param y filled; may be `value`
    void target(float[] rewards, float[] continuation, float[] value, float[] y) {
        for (int b = 0; b < y.length; b++) {
            y[b] = rewards[b] + continuation[b] * value[b];
        }
    }

    /// Critic loss, Eq. 4: `mean (y − Q(s, a))²`, with its gradient by Q.
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

    /// Actor loss `−mean Q(s, μ(s))`, whose gradient is minus Eq. 6, the deterministic policy gradient.
    ///
    /// @param q Q(s, μ(s))
    /// @return the loss
    double actor(float[] q) {
        double sum = 0;
        for (float value : q) {
            sum += value;
        }
        return -sum / q.length;
    }
}
