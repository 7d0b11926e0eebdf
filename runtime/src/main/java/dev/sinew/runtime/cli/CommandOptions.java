package dev.sinew.runtime.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options of every command.
public final class CommandOptions {
    @Option(names = "--verbose", description = "show a stack trace with an error")
    private boolean verbose;

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures to FILE")
    private Optional<Path> json = Optional.empty();

    /// Nothing given yet.
    public CommandOptions() {}

    /// {@return whether a stack trace is wanted}
    public boolean verbose() {
        return verbose;
    }

    /// {@return where the figures go}
    public Optional<Path> json() {
        return json;
    }
}
