package dev.sinew.sim.task.joint;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.reality.Reality;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.robot.Wiring;
import dev.sinew.config.task.JointTask;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.randomization.JointRandomization;
import dev.sinew.sim.task.Task;
import dev.sinew.sim.task.TaskDescription;
import dev.sinew.sim.task.TaskDescription.ActionRange;
import dev.sinew.sim.task.TaskWorlds;
import dev.sinew.sim.world.JointWorlds;

/// A task about a robot's joints as its file describes it: the robot's files are all it takes.
public final class RobotJointTask implements Task {
    private final JointTask settings;
    private final JointRandomization randomization;
    private final String model;
    private final Wiring wiring;

    /// Reads what belongs to the robot of a task.
    ///
    /// @param settings of the task
    /// @param files hold the robot
    public RobotJointTask(JointTask settings, ConfigFiles files) {
        this(settings, files, new JointRandomization(settings));
    }

    /// The task with the robot of a reality: each episode has this robot, and starts as the task says.
    ///
    /// @param settings of the task
    /// @param files hold the robot
    /// @param reality of the task's robot
    public RobotJointTask(JointTask settings, ConfigFiles files, Reality reality) {
        if (!reality.robot().equals(settings.contract().robot().name())) {
            throw new IllegalArgumentException("reality must be of the task's robot '"
                    + settings.contract().robot().name() + "', was of '" + reality.robot() + "'");
        }
        this(settings, files, JointRandomization.of(settings, reality));
    }

    private RobotJointTask(JointTask settings, ConfigFiles files, JointRandomization randomization) {
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
                settings.summary(),
                contract.observationSize(),
                ActionRange.symmetric(contract.actionSize(), 1),
                settings.timeLimit());
    }

    @Override
    public TaskWorlds open(Simulator simulator, int worlds, int threads) {
        var physics =
                new JointWorlds(simulator.mujoco(), model, settings.contract().robot(), worlds, threads);
        return new JointTaskWorlds(settings, randomization, wiring, physics);
    }
}
