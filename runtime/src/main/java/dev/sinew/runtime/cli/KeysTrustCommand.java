package dev.sinew.runtime.cli;

import dev.sinew.config.bundle.Keys;
import dev.sinew.config.bundle.TrustedKey;
import dev.sinew.config.deployment.Deployments;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sinew keys trust`: lets a robot take bundles that a key signed.
@Command(
        name = "trust",
        description = "Lets the robot of a deployment take bundles that this key signed.",
        exitCodeList = {
            "0:done",
            "65:there is no such deployment, or the file holds no public key",
            "66:a file is missing",
            "74:a file cannot be written"
        },
        footer = {
            "  sinew keys trust me --deployment balancer",
            "  sinew keys trust colleague.pub --deployment balancer",
            "",
            "Figures for --json: id, file"
        })
final class KeysTrustCommand extends Subcommand {
    @Parameters(paramLabel = "KEY", description = "name of one of your own keys, or a file with a public key")
    private String key = "";

    @Option(names = "--deployment", paramLabel = "NAME", required = true, description = "whose robot is to trust it")
    private String deployment = "";

    KeysTrustCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() throws NoSuchFileException {
        TrustedKey trusted = trusted();
        Path file = new Deployments(context().files()).trust(context().userFolder(), deployment, trusted);
        context().out().println("deployment " + deployment + " trusts key " + trusted.id() + ": " + file);
        figures().put("id", trusted.id()).put("file", file.toString());
        return ExitCode.OK;
    }

    private TrustedKey trusted() throws NoSuchFileException {
        Map<String, TrustedKey> own = KeysCommand.keys(context()).list();
        TrustedKey named = own.get(key);
        if (named != null) {
            return named;
        }
        if (!Files.isRegularFile(Path.of(key))) {
            throw new NoSuchFileException(key);
        }
        return Keys.trusted(Path.of(key));
    }
}
