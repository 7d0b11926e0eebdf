package dev.sinew.sim.task.gymnasium;

import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.TaskDescription;

/// Gymnasium's Pendulum-v1: a pendulum swings up with too little torque. Needs no MuJoCo.
record PendulumTask() implements GymnasiumTask {
    @Override
    public TaskDescription description() {
        return new TaskDescription(
                "Pendulum-v1",
                "a weak motor swings a pendulum up",
                3,
                TaskDescription.ActionRange.symmetric(1, PendulumWorlds.MAX_TORQUE),
                200);
    }

    @Override
    public GymnasiumWorlds open(Simulator simulator, int worlds, int threads) {
        return new PendulumWorlds(worlds);
    }
}
