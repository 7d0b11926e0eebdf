package dev.sinew.runtime.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// All commands of one program below `sinew`.
public final class CommandTree {
    private final CommandContext context;
    private final CommandLine root;

    /// A program.
    ///
    /// @param context it runs in
    /// @param failures what its commands throw
    /// @param commands each with a picocli `@Command` that names it
    public CommandTree(CommandContext context, Failures failures, List<?> commands) {
        this.context = context;
        root = new CommandLine(new Root());
        commands.forEach(root::addSubcommand);
        root.setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8));
        root.setColorScheme(CommandLine.Help.defaultColorScheme(context.terminal() ? Ansi.ON : Ansi.OFF));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setUsageHelpWidth(100);
        root.setParameterExceptionHandler((refused, arguments) -> misunderstood(refused));
        root.setExecutionExceptionHandler(failures);
    }

    /// Runs one command line.
    ///
    /// @param arguments as typed
    /// @return the exit code
    public int run(String... arguments) {
        int code = root.execute(arguments);
        context.out().flush();
        context.err().flush();
        return code;
    }

    private int misunderstood(ParameterException refused) {
        String close = refused instanceof UnmatchedArgumentException unmatched
                        && !unmatched.getSuggestions().isEmpty()
                ? "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?"
                : "";
        String command = refused.getCommandLine().getCommandSpec().qualifiedName(" ");
        context.err().println("sinew: " + refused.getMessage() + close + " (`" + command + " --help` says more)");
        return ExitCode.USAGE;
    }

    /// `sinew` alone: says what there is.
    @Command(
            name = "sinew",
            mixinStandardHelpOptions = true,
            versionProvider = ProgramVersion.class,
            description = "Teaches robots in simulation and runs what they learned.",
            commandListHeading = "%nCommands:%n",
            footer = {"", "`sinew COMMAND --help` says more, with an example."})
    private static final class Root implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            spec.commandLine().usage(spec.commandLine().getErr());
            return ExitCode.USAGE;
        }
    }
}
