package dev.sinew.sim.task.gymnasium;

import dev.sinew.sim.mujoco.BatchMemory;
import dev.sinew.sim.mujoco.Model;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.mujoco.Skip;
import dev.sinew.sim.task.TaskDescription;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// One of Gymnasium's tasks on MuJoCo.
///
/// @param description of the task
/// @param physics of its worlds
/// @param observation parts in order
/// @param reward of a step
/// @param conditions while the task goes on
/// @param start of an episode
record MujocoTask(
        TaskDescription description,
        Physics physics,
        List<ObservationPart> observation,
        Reward reward,
        List<Condition> conditions,
        Start start)
        implements GymnasiumTask {

    @Override
    public GymnasiumWorlds open(Simulator simulator, int worlds, int threads) {
        try (Model model = simulator.mujoco().model(simulator.gymnasiumModel(physics.model))) {
            return new MujocoWorlds(this, model, worlds, threads);
        }
    }

    /// What is simulated.
    ///
    /// @param model file
    /// @param frameSkip physics steps in one step
    /// @param memory persistent for a task that reads contact forces
    /// @param skips what the physics can do without, bit for bit
    record Physics(String model, int frameSkip, BatchMemory memory, Set<Skip> skips) {
        /// Skips the search for islands: the worlds hold a single robot, which is one.
        Physics(String model, int frameSkip, BatchMemory memory) {
            this(model, frameSkip, memory, EnumSet.of(Skip.ISLANDS));
        }
    }

    /// The sum of what is paid plus the sum of the costs, in this order.
    ///
    /// @param paid terms, added up from left to right
    /// @param costs terms, negative, added up from left to right on their own
    record Reward(List<RewardTerm> paid, List<RewardTerm> costs) {
        /// {@return a reward whose terms, costs among them, are added up from left to right}
        ///
        /// @param terms in order
        static Reward of(RewardTerm... terms) {
            return new Reward(List.of(terms), List.of());
        }
    }
}
