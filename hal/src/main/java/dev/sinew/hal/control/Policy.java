package dev.sinew.hal.control;

/// Observation to action. One thread at a time.
public interface Policy {
    /// Begins a tick, before its [#act]: a policy that can be exchanged for another is exchanged here and at no other
    /// time.
    ///
    /// @param driving whether the robot is driven as the tick begins
    /// @return number of the policy that answers in this tick, for its record, 0 to 65535; 0 for the first
    default int begin(boolean driving) {
        return 0;
    }

    /// Computes one action. Nothing is thrown in a tick: a policy that fails says so.
    ///
    /// @param observation `[n]`, as the contract encodes it
    /// @param action `[m]`, filled; the task's action space, for robots [−1, 1]
    /// @return whether the action is usable; false makes the gate stop the robot
    boolean act(float[] observation, float[] action);

    /// {@return whether a robot that explores adds its noise to what the policy answers in this tick, after [#begin];
    /// false for one that is to show what it is worth by itself}
    default boolean explored() {
        return true;
    }
}
