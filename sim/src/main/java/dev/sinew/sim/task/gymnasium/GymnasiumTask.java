package dev.sinew.sim.task.gymnasium;

import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.Task;

/// One of Gymnasium's tasks.
public sealed interface GymnasiumTask extends Task permits MujocoTask, PendulumTask {
    @Override
    GymnasiumWorlds open(Simulator simulator, int worlds, int threads);
}
