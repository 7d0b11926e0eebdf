package dev.sinew.trainer.cli;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.runtime.cli.Failures;
import dev.sinew.runtime.cli.RunCommand;
import dev.sinew.sim.environment.UnknownTaskException;
import dev.sinew.sim.mujoco.MujocoException;
import dev.sinew.sim.mujoco.parts.PartsException;
import dev.sinew.trainer.checkpoint.RunFolderException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Entry of the workstation's command line.
@Command(
        name = "sinew",
        mixinStandardHelpOptions = true,
        version = "Sinew 0.1.0",
        description = "Trains robot policies and runs them on robots.",
        footer = {"", "Begin with: sinew demo"})
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /// Runs one command and ends the process with its exit code.
    ///
    /// @param arguments of the command line
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /// {@return the command line, ready to execute}
    static CommandLine commandLine() {
        ConfigFiles files = ConfigFiles.over(ConfigFiles.userFolder(System.getenv()));
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new DemoCommand(files))
                .addSubcommand(new RunCommand(files));
        return line.setExecutionExceptionHandler(failures()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    static Failures failures() {
        return new Failures()
                .know(UnknownTaskException.class, ExitCode.BAD_INPUT)
                .know(RunFolderException.class, ExitCode.BAD_INPUT)
                .know(PartsException.class, ExitCode.UNAVAILABLE)
                .know(MujocoException.class, ExitCode.BAD_INPUT);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
