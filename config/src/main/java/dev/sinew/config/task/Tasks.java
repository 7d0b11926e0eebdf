package dev.sinew.config.task;

import dev.sinew.config.contract.ContractFormat;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Section;
import dev.sinew.config.robot.Robots;
import java.util.List;

/// The tasks that the configuration files describe.
public final class Tasks {
    private final ConfigFiles files;
    private final Robots robots;

    /// The tasks of some files.
    ///
    /// @param files hold `tasks/<task>.yaml` and the robots of the tasks
    public Tasks(ConfigFiles files) {
        this.files = files;
        this.robots = new Robots(files);
    }

    /// {@return the names of all tasks, in alphabetical order}
    public List<String> names() {
        return files.list("tasks");
    }

    /// {@return one task}
    ///
    /// @param task its name; an unknown one is refused with the known ones
    public RobotTask task(String task) {
        if (!names().contains(task)) {
            throw new IllegalArgumentException(
                    "task must be one of " + String.join(", ", names()) + ", was '" + task + "'");
        }
        return files.yaml("tasks/" + task + ".yaml", section -> {
            section.require("task", task);
            return read(section);
        });
    }

    private RobotTask read(Section section) {
        String robot = section.text("robot");
        if (!robots.names().contains(robot)) {
            throw section.refusal(
                    "robot", "must be one of " + String.join(", ", robots.names()) + ", was '" + robot + "'");
        }
        PolicyContract contract = ContractFormat.readTask(section, robots.description(robot));
        return switch (section.choice("kind", Kind.class)) {
            case BALANCER -> BalancerTask.read(section, contract);
            case JOINTS -> JointTask.read(section, contract);
        };
    }

    /// Which settings follow the contract's.
    private enum Kind {
        BALANCER,
        JOINTS
    }
}
