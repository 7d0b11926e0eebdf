package dev.sinew.trainer.evaluation;

/// Chooses the actions of N worlds without exploring.
@FunctionalInterface
public interface Actor {
    /// Chooses one action for each world.
    ///
    /// @param observations raw, `[N, observation size]`
    /// @param worlds N
    /// @param actions in task units, `[N, action size]`, filled
    void act(float[] observations, int worlds, float[] actions);
}
