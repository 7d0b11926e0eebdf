package dev.sinew.runtime.cli;

import dev.sinew.config.bundle.Keys;
import dev.sinew.config.bundle.TrustedKey;
import dev.sinew.config.deployment.Deployments;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/// `sinew keys list`: the user's own keys, and whom each deployment trusts.
@Command(
        name = "list",
        description = "Lists your own keys, and the keys that each deployment trusts.",
        exitCodeList = {"0:done", "2:the command line is not understood", "65:a name or a file is wrong"},
        footer = {"  sinew keys list", "", "Figures for --json: own.NAME, trusted.DEPLOYMENT"})
final class KeysListCommand extends Subcommand {
    KeysListCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() {
        Keys keys = KeysCommand.keys(context());
        Map<String, TrustedKey> own = keys.list();
        context().out().println("your keys, in " + keys.folder() + ":" + (own.isEmpty() ? " none" : ""));
        own.forEach((name, key) -> {
            context().out().println("  " + key.id() + "  " + name);
            figures().put("own." + name, key.id());
        });
        Deployments deployments = new Deployments(context().files());
        for (String name : deployments.names()) {
            List<String> ids = deployments.deployment(name).trustedKeys().stream()
                    .map(TrustedKey::id)
                    .toList();
            context()
                    .out()
                    .println("deployment " + name + " trusts: " + (ids.isEmpty() ? "nobody" : String.join(", ", ids)));
            figures().put("trusted." + name, ids);
        }
        return ExitCode.OK;
    }
}
