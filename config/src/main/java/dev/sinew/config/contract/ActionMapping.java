package dev.sinew.config.contract;

/// How one entry of the action, −1 to 1, becomes the target of one joint: `sign · (offset + scale · action)` in the
/// unit of the joint's command mode, with the sign of its [JointConvention].
///
/// @param joint its name
/// @param scale target per unit of action, positive
/// @param offset target at action 0
public record ActionMapping(String joint, double scale, double offset) {
    /// Refuses numbers that map nothing.
    public ActionMapping {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("action scale must be positive and finite, was " + scale);
        }
        if (!Double.isFinite(offset)) {
            throw new IllegalArgumentException("action offset must be finite, was " + offset);
        }
    }

    /// {@return the wanted target of the joint, before the safety gate}
    ///
    /// @param action held within −1 to 1; NaN stays NaN, for the gate to see
    /// @param sign of the joint's convention
    public double target(double action, int sign) {
        double held = action > 1 ? 1 : action < -1 ? -1 : action;
        return sign * (offset + scale * held);
    }
}
