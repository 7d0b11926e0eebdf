package dev.sinew.trainer.cli;

import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.runtime.cli.Subcommand;
import dev.sinew.sim.task.TaskDescription;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/// `sinew tasks`: what can be trained.
@Command(
        name = "tasks",
        description =
                "Lists the tasks that can be trained: numbers in an observation and an action, steps after which an"
                        + " episode is cut.",
        exitCodeList = {"0:done", "65:a configuration file is wrong"},
        footer = {"  sinew tasks", "", "Figures for --json: tasks"})
final class TasksCommand extends Subcommand {
    TasksCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() {
        List<TaskDescription> tasks =
                Workstation.catalog(context(), context().files()).descriptions();
        line("task", "observation", "action", "limit", "");
        for (TaskDescription task : tasks) {
            line(task.name(), task.observationSize(), task.actionSize(), task.timeLimit(), task.summary());
        }
        figures().put("tasks", tasks.stream().map(TaskDescription::name).toList());
        return ExitCode.OK;
    }

    private void line(Object... columns) {
        context()
                .out()
                .println(String.format(Locale.ROOT, "%-28s %11s %6s %6s  %s", columns)
                        .stripTrailing());
    }
}
