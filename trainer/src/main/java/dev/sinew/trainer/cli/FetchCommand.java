package dev.sinew.trainer.cli;

import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.runtime.cli.Subcommand;
import dev.sinew.sim.mujoco.parts.NativeParts;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/// `sinew fetch`: gets the native parts, once.
@Command(
        name = "fetch",
        description =
                "Fetches MuJoCo's library and Gymnasium's models unless they are there, checks their pinned hashes"
                        + " and says where they lie. Other commands do so themselves when they need them.",
        exitCodeList = {"0:they are there", "69:a part cannot be fetched, or has another hash"},
        footer = {"  sinew fetch", "", "Figures for --json: library, models"})
final class FetchCommand extends Subcommand {
    FetchCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() {
        NativeParts parts = NativeParts.ofSystem();
        Path library = parts.library();
        context().out().println("MuJoCo library     " + library);
        Path folder = Path.of("");
        for (String model : parts.models()) {
            folder = parts.model(model).resolveSibling("");
        }
        context().out().println("Gymnasium models   " + parts.models().size() + " in " + folder);
        figures().put("library", library.toString()).put("models", folder.toString());
        return ExitCode.OK;
    }
}
