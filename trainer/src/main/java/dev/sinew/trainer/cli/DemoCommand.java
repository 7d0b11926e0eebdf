package dev.sinew.trainer.cli;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.hal.safety.Fault;
import dev.sinew.runtime.cli.CommandOptions;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.runtime.cli.RunReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The whole way in one command: train, export, check, run, stream, record, report.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Trains a two-wheel balancer, exports it and runs it on the emulated robot.",
        footer = {"", "Example: sinew demo --seed 1 --out demo-1"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the robot stood for the whole run",
            "1:it did not",
            "2:the command line is wrong",
            "69:a native part cannot be fetched",
            "74:the folder cannot be written"
        })
final class DemoCommand implements Callable<Integer> {
    private static final double SECONDS = 30;
    private static final double LARGEST_TRAVEL = 1;

    private final ConfigFiles files;

    @Mixin
    private CommandOptions options = new CommandOptions();

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "of the training (default: 1)")
    private long seed = 1;

    @Option(names = "--out", paramLabel = "DIR", description = "where everything goes (default: demo-<time>)")
    private Optional<Path> out = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DemoCommand(ConfigFiles files) {
        this.files = files;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter print = spec.commandLine().getOut();
        Path folder = out.orElseGet(() -> Path.of("demo-"
                + LocalDateTime.now(ZoneId.systemDefault())
                        .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT))));
        Files.createDirectories(folder);
        print.println(
                "Sinew demo: trains a two-wheel balancer in MuJoCo, exports it as a signed bundle, and runs it for");
        print.println("30 s on the emulated robot. It takes about 3 minutes on 2 cores. Everything goes to " + folder);
        print.flush();
        Demo demo = new Demo(files, folder, seed, print);
        DemoTraining training = demo.train();
        Path bundle = demo.pack(training);
        DemoRun run = demo.run(bundle, SECONDS);
        DemoReport report = new DemoReport(folder, seed, training, run);
        report.writeHtml();
        report.figures().write(options.json());
        report.figures().write(Optional.of(folder.resolve("figures.json")));
        report.print(print);
        RunReport flight = run.report();
        boolean stood = run.session().fault() == Fault.NONE
                && flight.uprightSeconds() >= SECONDS - 1e-9
                && flight.largestTravel() <= LARGEST_TRAVEL;
        return stood ? ExitCode.OK : ExitCode.FAILED;
    }
}
