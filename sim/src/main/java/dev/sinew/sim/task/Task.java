package dev.sinew.sim.task;

import dev.sinew.sim.mujoco.Simulator;

/// A learning problem. Knowing one loads nothing; opening it does.
public interface Task {
    /// {@return name, sizes, ranges and time limit}
    TaskDescription description();

    /// Makes worlds of this task. They have no state before their first [TaskWorlds#start].
    ///
    /// @param simulator physics, for a task that needs it
    /// @param worlds N, at least 1
    /// @param threads the physics may use, at least 1; results do not depend on it
    /// @return the worlds
    TaskWorlds open(Simulator simulator, int worlds, int threads);
}
