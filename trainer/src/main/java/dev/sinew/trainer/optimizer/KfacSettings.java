package dev.sinew.trainer.optimizer;

/// The numbers of [Kfac].
///
/// @param learningRate to begin with, η_max, positive
/// @param momentum μ, in `[0, 1)`
/// @param clip how far a step may go, δ: `η²·Δᵀ·F·Δ` stays below it; positive
/// @param damping ε, positive
/// @param form what the damping is added to
/// @param weightDecay added to the damping of the layers; the gradient is the caller's; not negative
/// @param statisticsDecay ρ of the running averages, in `[0, 1)`
/// @param interval a decomposition serves this many steps, at least 1
/// @param coldSteps steps along the plain gradient at the start, while the averages fill, not negative
public record KfacSettings(
        double learningRate,
        double momentum,
        double clip,
        double damping,
        Damping form,
        double weightDecay,
        double statisticsDecay,
        int interval,
        int coldSteps) {
    /// Refuses numbers out of range.
    public KfacSettings {
        positive("learning rate", learningRate);
        share("momentum", momentum);
        positive("clip", clip);
        positive("damping", damping);
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weight decay must be 0 or more, was " + weightDecay);
        }
        share("statistics decay", statisticsDecay);
        if (interval < 1) {
            throw new IllegalArgumentException("interval must be at least 1, was " + interval);
        }
        if (coldSteps < 0) {
            throw new IllegalArgumentException("cold steps must be 0 or more, were " + coldSteps);
        }
    }

    private static void positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be positive, was " + value);
        }
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be in [0, 1), was " + value);
        }
    }
}
