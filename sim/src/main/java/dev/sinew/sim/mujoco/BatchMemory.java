package dev.sinew.sim.mujoco;

/// What a batch keeps between calls. The trajectories are the same bits.
public enum BatchMemory {
    /// One working memory for each thread: only state rows and outputs belong to a world.
    SHARED,
    /// One working memory for each world: needed to read contact forces, see [Batch#refreshContactForces].
    PERSISTENT
}
