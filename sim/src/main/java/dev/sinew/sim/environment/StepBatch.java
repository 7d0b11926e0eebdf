package dev.sinew.sim.environment;

/// What one step of N worlds gave. Allocated once, filled by [VectorEnvironment#step]. `terminated` is never
/// `truncated`: only the first ends the value of a state.
public final class StepBatch {
    private final float[] observations;
    private final float[] finalObservations;
    private final double[] rewards;
    private final boolean[] terminated;
    private final boolean[] truncated;

    /// Room for N worlds.
    ///
    /// @param worlds N
    /// @param observationSize floats of one observation
    public StepBatch(int worlds, int observationSize) {
        observations = new float[worlds * observationSize];
        finalObservations = new float[worlds * observationSize];
        rewards = new double[worlds];
        terminated = new boolean[worlds];
        truncated = new boolean[worlds];
    }

    /// {@return what to act on next, `[N, observationSize]`: after an end the first observation of the new episode}
    public float[] observations() {
        return observations;
    }

    /// {@return where the step led, `[N, observationSize]`: after an end the last observation of the old episode}
    public float[] finalObservations() {
        return finalObservations;
    }

    /// {@return rewards, `[N]`}
    public double[] rewards() {
        return rewards;
    }

    /// {@return whether the task ended, `[N]`: no value beyond}
    public boolean[] terminated() {
        return terminated;
    }

    /// {@return whether only the time limit ended the episode, `[N]`: the value goes on}
    public boolean[] truncated() {
        return truncated;
    }

    /// {@return whether world `world` begins a new episode}
    ///
    /// @param world index
    public boolean ended(int world) {
        return terminated[world] || truncated[world];
    }
}
