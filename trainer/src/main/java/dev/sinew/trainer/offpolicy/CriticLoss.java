package dev.sinew.trainer.offpolicy;

/// The loss of one critic over a batch.
@FunctionalInterface
public interface CriticLoss {
    /// Computes loss and gradient.
    ///
    /// @param q Q(s, a), `[B]`
    /// @param y target, `[B]`
    /// @param dQ gradient of the loss by q, `[B]`, filled
    /// @return the loss
    double of(float[] q, float[] y, float[] dQ);
}
