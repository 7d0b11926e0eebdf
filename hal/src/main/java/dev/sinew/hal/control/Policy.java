package dev.sinew.hal.control;

/// Observation to action. One thread at a time.
public interface Policy {
    /// Computes one action. Nothing is thrown in a tick: a policy that fails says so.
    ///
    /// @param observation `[n]`, as the contract encodes it
    /// @param action `[m]`, filled; the task's action space, for robots [−1, 1]
    /// @return whether the action is usable; false makes the gate stop the robot
    boolean act(float[] observation, float[] action);
}
