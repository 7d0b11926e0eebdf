package dev.sinew.sim.task.gymnasium;

import dev.sinew.sim.task.TaskWorlds;

/// Worlds that can start from a recorded state and show themselves in full width, for comparison with the originals.
public interface GymnasiumWorlds extends TaskWorlds {
    /// {@return generalised positions of a world, nq}
    int positions();

    /// {@return generalised velocities of a world, nv}
    int velocities();

    /// Puts every world into a given state.
    ///
    /// @param position `[N, nq]`
    /// @param velocity `[N, nv]`
    void place(double[] position, double[] velocity);

    /// Writes the state of a world.
    ///
    /// @param world index
    /// @param position `[nq]`, filled
    /// @param velocity `[nv]`, filled
    void state(int world, double[] position, double[] velocity);

    /// Writes the observation of a world as the original computes it, before it is rounded to float.
    ///
    /// @param world index
    /// @param out `[observationSize]`, filled
    void observe(int world, double[] out);

    /// {@return whether an entry of the observation is a sine or cosine, whose last bit depends on the C library}
    ///
    /// @param index in the observation
    boolean trigonometric(int index);
}
