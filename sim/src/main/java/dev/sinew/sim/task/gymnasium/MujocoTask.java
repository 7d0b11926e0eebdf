package dev.sinew.sim.task.gymnasium;

import dev.sinew.sim.mujoco.BatchMemory;
import dev.sinew.sim.mujoco.Model;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.TaskDescription;
import java.util.List;

/// One of Gymnasium's tasks on MuJoCo. The reward is the sum of what is paid plus the sum of the costs, in this
/// order.
///
/// @param description of the task
/// @param model file
/// @param frameSkip physics steps in one step
/// @param memory persistent for a task that reads contact forces
/// @param observation parts in order
/// @param paid terms, added up from left to right
/// @param costs terms, negative, added up from left to right on their own
/// @param conditions while the task goes on
/// @param start of an episode
record MujocoTask(
        TaskDescription description,
        String model,
        int frameSkip,
        BatchMemory memory,
        List<ObservationPart> observation,
        List<RewardTerm> paid,
        List<RewardTerm> costs,
        List<Condition> conditions,
        Start start)
        implements GymnasiumTask {

    @Override
    public GymnasiumWorlds open(Simulator simulator, int worlds, int threads) {
        try (Model loaded = simulator.mujoco().model(simulator.gymnasiumModel(model))) {
            return new MujocoWorlds(this, loaded, worlds, threads);
        }
    }
}
