package dev.sinew.runtime.cli;

import dev.sinew.config.bundle.Keys;
import dev.sinew.config.bundle.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `sinew keys create`: a new key pair.
@Command(
        name = "create",
        description = "Makes a key pair to sign bundles with. The private half stays in your own folder.",
        exitCodeList = {"0:done", "65:the name is taken or has other characters", "74:a file cannot be written"},
        footer = {"  sinew keys create me", "", "Figures for --json: id, folder"})
final class KeysCreateCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", description = "letters, digits, _ and -")
    private String name = "";

    KeysCreateCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() {
        Keys keys = KeysCommand.keys(context());
        SigningKey key = keys.create(name);
        String id = key.trustedKey().id();
        context().out().println("key " + id + " is in " + keys.folder());
        context().out().println("  " + name + ".key   sign with it, give it to nobody");
        context()
                .out()
                .println("  " + name + ".pub   give it to robots: sinew keys trust " + name + " --deployment NAME");
        figures().put("id", id).put("folder", keys.folder().toString());
        return ExitCode.OK;
    }
}
