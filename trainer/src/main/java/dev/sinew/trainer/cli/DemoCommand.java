package dev.sinew.trainer.cli;

import dev.sinew.hal.safety.Fault;
import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.runtime.cli.RunReport;
import dev.sinew.runtime.cli.Subcommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `sinew demo`: the whole way in one command: train, export, check, run, stream, record, report.
@Command(
        name = "demo",
        description = "Trains a two-wheel balancer, exports it and runs it on the emulated robot. Takes 1 to 3 minutes"
                + " on 2 cores.",
        exitCodeList = {
            "0:the robot stood for the whole run",
            "1:it did not",
            "2:the command line is not understood",
            "69:a native part cannot be fetched",
            "74:the folder is not empty or cannot be written"
        },
        footer = {
            "  sinew demo --seed 1 --out demo-1",
            "",
            "Figures for --json: seed, training_seconds, training_steps, best_return, those of `sinew run`, files;",
            "DIR/figures.json holds them in any case"
        })
final class DemoCommand extends Subcommand {
    private static final double SECONDS = 30;
    private static final double LARGEST_TRAVEL = 1;

    @Option(names = "--seed", paramLabel = "S", description = "of the training (default: 1)")
    private long seed = 1;

    @Option(names = "--out", paramLabel = "DIR", description = "where everything goes (default: demo-<time>)")
    private Optional<Path> out = Optional.empty();

    DemoCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() throws IOException {
        Path folder = out.orElseGet(() -> Path.of("demo-"
                + LocalDateTime.now(ZoneId.systemDefault())
                        .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT))));
        Files.createDirectories(folder);
        context()
                .out()
                .println("Sinew demo: trains a two-wheel balancer in MuJoCo, exports it as a signed bundle, and runs it"
                        + " for");
        context()
                .out()
                .println(
                        "30 s on the emulated robot. It takes 1 to 3 minutes on 2 cores. Everything goes to " + folder);
        Demo demo = new Demo(context(), folder, seed);
        DemoTraining training = demo.train();
        Path bundle = demo.pack(training);
        DemoRun run = demo.run(bundle, SECONDS);
        DemoReport report = new DemoReport(folder, seed, training, run);
        report.writeHtml();
        report.figures().write(Optional.of(folder.resolve("figures.json")));
        report.figures().addTo(figures());
        report.print(context().out());
        RunReport flight = run.report();
        boolean stood = run.session().fault() == Fault.NONE
                && flight.uprightSeconds() >= SECONDS - 1e-9
                && flight.largestTravel() <= LARGEST_TRAVEL;
        return stood ? ExitCode.OK : ExitCode.FAILED;
    }
}
