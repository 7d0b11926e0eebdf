package dev.sinew.trainer.cli;

import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.runtime.cli.Subcommand;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.parity.Parity;
import dev.sinew.sim.parity.ParityReport;
import dev.sinew.sim.parity.TaskParity;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sinew parity`: replays recordings of Gymnasium.
@Command(
        name = "parity",
        description = "Replays recordings of Gymnasium's tasks from their first state and actions alone, and prints the"
                + " largest difference of each task.",
        exitCodeList = {
            "0:every replay equals its recording",
            "1:a replay differs",
            "2:the command line is not understood",
            "65:a recording cannot be read",
            "66:there is no such folder",
            "69:a native part is not there"
        },
        footer = {
            "  sinew parity sim/src/test/resources/recordings --threads 2",
            "",
            "Figures for --json: threads, equal, and of each task TASK.episodes, TASK.steps, TASK.observation,",
            "TASK.trigonometric_ulp, TASK.reward, TASK.terms, TASK.state, TASK.terminations"
        })
final class ParityCommand extends Subcommand {
    @Parameters(paramLabel = "DIR", description = "folder with recordings, one file <Task>.npz each")
    private Path folder = Path.of("");

    @Option(names = "--threads", paramLabel = "N", description = "of the physics (default: 1)")
    private int threads = 1;

    ParityCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() throws NoSuchFileException {
        if (threads < 1) {
            throw new IllegalArgumentException("--threads must be at least 1, was " + threads);
        }
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        Simulator simulator = new Simulator((severity, text) ->
                context().err().println("sinew: MuJoCo " + severity.name().toLowerCase(Locale.ROOT) + ": " + text));
        ParityReport report = new Parity(simulator).replay(folder, threads);
        context().out().print(report.table());
        context().out().println(report.equal() ? "equal" : "NOT equal");
        figures().put("threads", threads).put("equal", report.equal());
        report.tasks().forEach(this::put);
        return report.equal() ? ExitCode.OK : ExitCode.FAILED;
    }

    private void put(TaskParity task) {
        TaskParity.Differences largest = task.differences();
        figures()
                .put(task.task() + ".episodes", task.episodes())
                .put(task.task() + ".steps", task.steps())
                .put(task.task() + ".observation", largest.observation())
                .put(task.task() + ".trigonometric_ulp", largest.trigonometric())
                .put(task.task() + ".reward", largest.reward())
                .put(task.task() + ".terms", largest.largestTerm())
                .put(task.task() + ".state", largest.state())
                .put(task.task() + ".terminations", task.terminations());
    }
}
