package dev.sinew.runtime.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// One command. A failure is thrown, as anywhere; [Failures] says what becomes of it.
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%n",
        exitCodeListHeading = "%nExit codes:%n",
        footerHeading = "%nExample:%n")
public abstract class Subcommand implements Callable<Integer> {
    private final CommandContext context;
    private final Figures figures = new Figures();

    @Mixin
    private CommandOptions options = new CommandOptions();

    /// A command that was not asked for anything yet.
    ///
    /// @param context to work in
    protected Subcommand(CommandContext context) {
        this.context = context;
    }

    /// Does the work, then writes the figures if they are wanted.
    @Override
    public final Integer call() throws Exception {
        int code = run();
        context.out().flush();
        try {
            figures.write(options.json());
        } catch (IOException failed) {
            throw new IOException("cannot write the figures: " + reason(failed), failed);
        }
        return code;
    }

    private static String reason(IOException failed) {
        return failed instanceof NoSuchFileException missing
                ? "no such folder for " + missing.getFile()
                : String.valueOf(failed.getMessage());
    }

    /// Does the work.
    ///
    /// @return the exit code
    /// @throws Exception what went wrong; its message is one line
    protected abstract int run() throws Exception;

    /// {@return what the command runs in}
    protected final CommandContext context() {
        return context;
    }

    /// {@return the figures for `--json`, to be filled}
    protected final Figures figures() {
        return figures;
    }
}
