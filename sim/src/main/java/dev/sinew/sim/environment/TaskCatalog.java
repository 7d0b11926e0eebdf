package dev.sinew.sim.environment;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Spelling;
import dev.sinew.config.task.BalancerTask;
import dev.sinew.config.task.JointTask;
import dev.sinew.config.task.Tasks;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.Task;
import dev.sinew.sim.task.TaskDescription;
import dev.sinew.sim.task.balance.BalanceTask;
import dev.sinew.sim.task.gymnasium.GymnasiumTasks;
import dev.sinew.sim.task.joint.RobotJointTask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// The tasks that can be trained, by name. Listing them loads nothing.
public final class TaskCatalog {
    private static final int CLOSE_NAMES = 3;

    private final List<Task> tasks;
    private final Simulator simulator;
    private final Consumer<String> reports;

    /// A catalog of given tasks.
    ///
    /// @param tasks with names of their own
    /// @param simulator physics
    /// @param reports told of each world that goes unstable, in one line
    public TaskCatalog(List<? extends Task> tasks, Simulator simulator, Consumer<String> reports) {
        this.tasks = tasks.stream()
                .sorted(Comparator.comparing(task -> task.description().name()))
                .map(Task.class::cast)
                .toList();
        this.simulator = simulator;
        this.reports = reports;
    }

    /// {@return the catalog of all tasks on this machine}
    ///
    /// @param reports told of MuJoCo's own messages and of each world that goes unstable, in one line, from any
    /// thread
    public static TaskCatalog standard(Consumer<String> reports) {
        return standard(ConfigFiles.shipped(), reports);
    }

    /// {@return the catalog of all tasks on this machine}
    ///
    /// @param files describe robots and their tasks
    /// @param reports told of MuJoCo's own messages and of each world that goes unstable, in one line, from any
    /// thread
    public static TaskCatalog standard(ConfigFiles files, Consumer<String> reports) {
        List<Task> tasks = new ArrayList<>(GymnasiumTasks.all());
        Tasks robots = new Tasks(files);
        for (String name : robots.names()) {
            tasks.add(
                    switch (robots.task(name)) {
                        case BalancerTask balancer -> new BalanceTask(balancer, files);
                        case JointTask joints -> new RobotJointTask(joints, files);
                    });
        }
        return new TaskCatalog(
                tasks,
                new Simulator((severity, text) ->
                        reports.accept("MuJoCo " + severity.name().toLowerCase(Locale.ROOT) + ": " + text)),
                reports);
    }

    /// {@return what there is to know of each task, by name}
    public List<TaskDescription> descriptions() {
        return tasks.stream().map(Task::description).toList();
    }

    /// {@return a task}
    ///
    /// @param name of the task
    /// @throws UnknownTaskException when there is none; the message offers close names
    public Task task(String name) {
        return tasks.stream()
                .filter(task -> task.description().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownTaskException(name, closeTo(name)));
    }

    /// Opens an environment.
    ///
    /// @param name of the task
    /// @param worlds N, at least 1
    /// @param threads the physics may use, at least 1
    /// @return worlds without a state until their first reset
    /// @throws UnknownTaskException when there is no such task; the message offers close names
    public VectorEnvironment open(String name, int worlds, int threads) {
        return new EpisodicEnvironment(task(name), simulator, worlds, threads, reports);
    }

    private List<String> closeTo(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return tasks.stream()
                .map(task -> task.description().name())
                .sorted(Comparator.comparingInt(known -> Spelling.distance(wanted, known.toLowerCase(Locale.ROOT))))
                .limit(CLOSE_NAMES)
                .toList();
    }
}
