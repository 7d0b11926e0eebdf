package dev.sinew.runtime.cli;

import java.util.ArrayList;
import java.util.List;

/// The program on a robot.
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit code.
    ///
    /// @param arguments as typed
    public static void main(String[] arguments) {
        CommandContext context = CommandContext.ofProcess();
        System.exit(tree(context).run(arguments));
    }

    /// {@return all commands of a robot}
    ///
    /// @param context they run in
    static CommandTree tree(CommandContext context) {
        List<Object> commands = new ArrayList<>(commands(context));
        commands.add(new DoctorCommand(context, List.of()));
        commands.add(new WorkstationCommand());
        return new CommandTree(context, new Failures(), commands);
    }

    /// {@return the commands that robot and workstation share as they are}
    ///
    /// @param context they run in
    public static List<Object> commands(CommandContext context) {
        return List.of(
                new RobotsCommand(context),
                KeysCommand.group(context),
                new CheckCommand(context),
                new RunCommand(context),
                new ReplayCommand(context),
                new SendCommand(context));
    }
}
