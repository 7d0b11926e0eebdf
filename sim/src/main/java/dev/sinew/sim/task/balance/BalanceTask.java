package dev.sinew.sim.task.balance;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.robot.Wiring;
import dev.sinew.config.task.BalancerTask;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.Task;
import dev.sinew.sim.task.TaskDescription;
import dev.sinew.sim.task.TaskDescription.ActionRange;
import dev.sinew.sim.task.TaskWorlds;
import dev.sinew.sim.world.BalancerWorlds;

/// A task of the two-wheel balancer as its file describes it.
public final class BalanceTask implements Task {
    private final BalancerTask settings;
    private final String model;
    private final Wiring wiring;

    /// Reads what belongs to the robot of a task.
    ///
    /// @param settings of the task
    /// @param files hold the robot
    public BalanceTask(BalancerTask settings, ConfigFiles files) {
        this.settings = settings;
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
        return new BalanceWorlds(settings, wiring, new BalancerWorlds(simulator.mujoco(), model, worlds, threads));
    }
}
