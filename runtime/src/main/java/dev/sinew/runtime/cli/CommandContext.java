package dev.sinew.runtime.cli;

import dev.sinew.config.document.ConfigFiles;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/// What a command knows of the process it runs in.
///
/// @param out where results go
/// @param err where faults and warnings go
/// @param environment variables
/// @param home of the user
/// @param machine root of the file system with `dev`, `proc` and `sys`
/// @param terminal whether a person watches `out` on a terminal that can redraw a line
public record CommandContext(
        PrintStream out, PrintStream err, Map<String, String> environment, Path home, Path machine, boolean terminal) {
    /// Copies the variables.
    public CommandContext {
        environment = Map.copyOf(environment);
    }

    /// {@return what this process was started with; the launcher says by `sinew.terminal` where `out` goes}
    public static CommandContext ofProcess() {
        Map<String, String> environment = System.getenv();
        boolean terminal =
                Boolean.getBoolean("sinew.terminal") && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
        return new CommandContext(
                System.out, System.err, environment, Path.of(System.getProperty("user.home")), Path.of("/"), terminal);
    }

    /// {@return what the user typed to start this program, for commands to copy; the launcher says it by
    /// `sinew.program`}
    public static String program() {
        return System.getProperty("sinew.program", "sinew");
    }

    /// {@return the user's own configuration folder}
    public Path userFolder() {
        return ConfigFiles.userFolder(environment);
    }

    /// {@return the configuration files: the user's own, then the shipped ones}
    public ConfigFiles files() {
        return ConfigFiles.over(userFolder());
    }

    /// {@return the folder of what is fetched or unpacked and can be made again}
    public Path cacheFolder() {
        return ConfigFiles.cacheFolder(environment, home);
    }
}
