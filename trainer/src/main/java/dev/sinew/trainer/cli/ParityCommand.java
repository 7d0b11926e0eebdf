package dev.sinew.trainer.cli;

import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.runtime.cli.Subcommand;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.parity.Parity;
import dev.sinew.sim.parity.ParityReport;
import dev.sinew.sim.parity.TaskParity;
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
            "65:a recording cannot be read",
            "69:a native part is not there"
        },
        footer = "  sinew parity sim/src/test/resources/recordings --threads 2")
final class ParityCommand extends Subcommand {
    @Parameters(paramLabel = "DIR", description = "folder with recordings, one file <Task>.npz each")
    private Path folder = Path.of("");

    @Option(names = "--threads", paramLabel = "N", description = "of the physics (default: 1)")
    private int threads = 1;

    ParityCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() {
        if (threads < 1) {
            throw new IllegalArgumentException("--threads must be at least 1, was " + threads);
        }
        Simulator simulator = new Simulator((severity, text) ->
                context().err().println("sinew: MuJoCo " + severity.name().toLowerCase(Locale.ROOT) + ": " + text));
        ParityReport report = new Parity(simulator).replay(folder, threads);
        context().out().print(report.table());
        context().out().println(report.equal() ? "equal" : "NOT equal");
        figures()
                .put("threads", threads)
                .put("equal", report.equal() ? "yes" : "no")
                .put("tasks", report.tasks().stream().map(TaskParity::task).toList());
        return report.equal() ? ExitCode.OK : ExitCode.FAILED;
    }
}
