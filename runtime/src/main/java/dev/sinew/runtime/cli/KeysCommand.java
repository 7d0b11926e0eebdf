package dev.sinew.runtime.cli;

import dev.sinew.config.bundle.Keys;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `sinew keys`: the group of the commands for signing keys. It is made by [#group], since each of its commands needs
/// the context.
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = "Makes signing keys and says which ones a robot trusts.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExample:%n",
        footer = {"  sinew keys create me", "  sinew keys trust me --deployment balancer"})
final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private KeysCommand() {}

    /// {@return the group with its commands}
    ///
    /// @param context they run in
    static CommandLine group(CommandContext context) {
        return new CommandLine(new KeysCommand())
                .addSubcommand(new KeysCreateCommand(context))
                .addSubcommand(new KeysTrustCommand(context))
                .addSubcommand(new KeysListCommand(context));
    }

    /// {@return the keys of the user}
    ///
    /// @param context names the user's folder
    static Keys keys(CommandContext context) {
        return new Keys(context.userFolder().resolve("keys"));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "keys needs one of create, trust, list");
    }
}
