package dev.sinew.trainer.cli;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.runtime.cli.Subcommand;
import dev.sinew.trainer.run.Algorithm;
import dev.sinew.trainer.run.Algorithms;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `sinew algorithms`: what a training can learn with.
@Command(
        name = "algorithms",
        description =
                "Lists the algorithms: what each is good for, its paper and its default settings. With a name, all"
                        + " of that one's settings as they stand in its file, with their comments.",
        exitCodeList = {"0:done", "65:there is no such algorithm, or a configuration file is wrong"},
        footer = {"  sinew algorithms", "  sinew algorithms ppo", "", "Figures for --json: algorithms"})
final class AlgorithmsCommand extends Subcommand {
    private static final int COLUMNS = 110;
    private static final String INDENT = "          ";

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "show this one in full")
    private Optional<String> name = Optional.empty();

    AlgorithmsCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() {
        if (name.isPresent()) {
            show(Algorithms.named(name.get()));
        } else {
            Algorithms.all().forEach(this::list);
            line("");
            line("one in full: " + CommandContext.program() + " algorithms NAME");
        }
        figures()
                .put(
                        "algorithms",
                        Algorithms.all().stream().map(Algorithm::name).toList());
        return ExitCode.OK;
    }

    private void list(Algorithm algorithm) {
        line(String.format("%-9s %s (%s)", algorithm.name(), algorithm.title(), algorithm.paper()));
        line(INDENT + algorithm.use());
        StringBuilder row = new StringBuilder(INDENT).append("defaults:");
        for (String setting : settings(algorithm)) {
            if (row.length() + setting.length() + 1 > COLUMNS) {
                line(row.toString());
                row = new StringBuilder(INDENT).append("         ");
            }
            row.append(' ').append(setting);
        }
        line(row.toString().replaceFirst(",$", ""));
    }

    /// {@return the lines of the default settings, without comments}
    private List<String> settings(Algorithm algorithm) {
        return context()
                .files()
                .text(defaults(algorithm))
                .lines()
                .map(text -> text.replaceFirst("(^| +)#.*", "").strip())
                .filter(text -> !text.isEmpty() && !text.endsWith(":"))
                .map(text -> text.replaceFirst(": ", " ") + ",")
                .toList();
    }

    private void show(Algorithm algorithm) {
        ConfigFiles files = context().files();
        line(algorithm.name() + ": " + algorithm.title());
        line("paper:    " + algorithm.paper());
        line("good for: " + algorithm.use());
        List<String> own = files.list("training/" + algorithm.name()).stream()
                .filter(file -> !file.equals("default"))
                .toList();
        line("settings of their own: " + (own.isEmpty() ? "none" : String.join(", ", own)));
        line("train:    " + CommandContext.program() + " train --task NAME --algorithm " + algorithm.name());
        line("change:   copy " + defaults(algorithm) + " below " + context().userFolder()
                + " and edit it; TASK.yaml beside it is for one task");
        line("");
        line(defaults(algorithm) + ":");
        files.text(defaults(algorithm)).lines().forEach(text -> line("  " + text));
    }

    private static String defaults(Algorithm algorithm) {
        return "training/" + algorithm.name() + "/default.yaml";
    }

    private void line(String text) {
        context().out().println(text.stripTrailing());
    }
}
