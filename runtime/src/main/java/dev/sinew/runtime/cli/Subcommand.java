package dev.sinew.runtime.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /// Does the work, then writes the figures if they are wanted. A place where they cannot go is refused before the
    /// work, which may take hours.
    @Override
    public final Integer call() throws Exception {
        if (options.json().isPresent()) {
            requireFolder("figures", options.json().get());
        }
        int code = run();
        keepFigures();
        return code;
    }

    /// Writes the figures if they are wanted. A command that may be asked to end calls it before the process does.
    ///
    /// @throws IOException when they cannot be written
    protected final void keepFigures() throws IOException {
        context.out().flush();
        try {
            figures.write(options.json());
        } catch (IOException failed) {
            throw new IOException("cannot write the figures: " + failed.getMessage(), failed);
        }
    }

    /// Refuses a file that cannot be written since its folder is missing.
    ///
    /// @param what goes into it
    /// @param file to be written
    /// @throws IOException when there is no such folder; names it
    protected static void requireFolder(String what, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IOException("cannot write the " + what + ": no such folder for " + file);
        }
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
