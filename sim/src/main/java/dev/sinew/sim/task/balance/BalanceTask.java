package dev.sinew.sim.task.balance;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.reality.Reality;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.robot.Wiring;
import dev.sinew.config.task.BalancerTask;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.randomization.BalancerRandomization;
import dev.sinew.sim.task.Task;
import dev.sinew.sim.task.TaskDescription;
import dev.sinew.sim.task.TaskDescription.ActionRange;
import dev.sinew.sim.task.TaskWorlds;
import dev.sinew.sim.world.BalancerWorlds;

/// A task of the two-wheel balancer as its file describes it.
public final class BalanceTask implements Task {
    private final BalancerTask settings;
    private final BalancerRandomization randomization;
    private final String model;
    private final Wiring wiring;

    /// Reads what belongs to the robot of a task.
    ///
    /// @param settings of the task
    /// @param files hold the robot
    public BalanceTask(BalancerTask settings, ConfigFiles files) {
        this(settings, files, new BalancerRandomization(settings.randomization(), settings.episode()));
    }

    /// The task with the robot of a reality: each episode has this robot, and starts as the task says.
    ///
    /// @param settings of the task
    /// @param files hold the robot
    /// @param reality of the task's robot
    public BalanceTask(BalancerTask settings, ConfigFiles files, Reality reality) {
        if (!reality.robot().equals(settings.contract().robot().name())) {
            throw new IllegalArgumentException("reality must be of the task's robot '"
                    + settings.contract().robot().name() + "', was of '" + reality.robot() + "'");
        }
        this(settings, files, BalancerRandomization.of(settings, reality));
    }

    private BalanceTask(BalancerTask settings, ConfigFiles files, BalancerRandomization randomization) {
        this.settings = settings;
        this.randomization = randomization;
        String robot = settings.contract().robot().name();
        Robots robots = new Robots(files);
        model = robots.model(robot);
        wiring = robots.wiring(robot);
    }

    @Override
    public TaskDescription description() {
        var contract = settings.contract();
        return new TaskDescription(
                contract.task(),
                "two-wheel balancer: stay upright near the start, through the robot's own sensors and safety gate",
                contract.observationSize(),
                ActionRange.symmetric(contract.actionSize(), 1),
                settings.timeLimit());
    }

    @Override
    public TaskWorlds open(Simulator simulator, int worlds, int threads) {
        return new BalanceWorlds(
                settings, randomization, wiring, new BalancerWorlds(simulator.mujoco(), model, worlds, threads));
    }
}
