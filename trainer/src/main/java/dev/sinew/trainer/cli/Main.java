package dev.sinew.trainer.cli;

import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.CommandTree;
import dev.sinew.runtime.cli.DoctorCommand;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.runtime.cli.Failures;
import dev.sinew.runtime.cli.Finding;
import dev.sinew.sim.mujoco.MujocoException;
import dev.sinew.sim.mujoco.parts.NativeParts;
import dev.sinew.sim.mujoco.parts.PartsException;
import dev.sinew.sim.parity.RecordingException;
import dev.sinew.trainer.export.ExportException;
import dev.sinew.trainer.loop.NonFiniteException;
import dev.sinew.trainer.remote.PolicyRefusedException;
import dev.sinew.trainer.run.DivergedException;
import java.util.ArrayList;
import java.util.List;

/// Entry of the workstation's command line: what a robot has, and training.
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit code.
    ///
    /// @param arguments of the command line
    public static void main(String[] arguments) {
        System.exit(tree(CommandContext.ofProcess()).run(arguments));
    }

    /// {@return all commands of a workstation}
    ///
    /// @param context they run in
    static CommandTree tree(CommandContext context) {
        List<Object> commands = new ArrayList<>(List.of(
                new DemoCommand(context),
                new TasksCommand(context),
                new AlgorithmsCommand(context),
                new TrainCommand(context),
                new ResumeCommand(context),
                new EvaluateCommand(context),
                new ExportCommand(context),
                new FinetuneCommand(context),
                new CompareCommand(context)));
        commands.addAll(dev.sinew.runtime.cli.Main.commands(context));
        commands.add(new DoctorCommand(context, List.of(Main::nativeParts)));
        commands.add(new FetchCommand(context));
        commands.add(new ParityCommand(context));
        return new CommandTree(context, failures(), commands);
    }

    static Failures failures() {
        return new Failures()
                .know(PartsException.class, ExitCode.UNAVAILABLE)
                .know(MujocoException.class, ExitCode.BAD_INPUT)
                .know(RecordingException.class, ExitCode.BAD_INPUT)
                .know(ExportException.class, ExitCode.BAD_INPUT)
                .know(PolicyRefusedException.class, ExitCode.REFUSED)
                .know(DivergedException.class, ExitCode.FAILED)
                .know(NonFiniteException.class, ExitCode.FAILED);
    }

    private static Finding nativeParts() {
        try {
            return new Finding(
                    "MuJoCo",
                    Finding.State.GOOD,
                    NativeParts.ofSystem().library().toString());
        } catch (PartsException missing) {
            return new Finding("MuJoCo", Finding.State.BAD, String.valueOf(missing.getMessage()));
        }
    }
}
