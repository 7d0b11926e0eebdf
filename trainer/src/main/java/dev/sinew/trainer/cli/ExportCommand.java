package dev.sinew.trainer.cli;

import dev.sinew.config.bundle.BundleWriter;
import dev.sinew.config.bundle.Keys;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.runtime.cli.Subcommand;
import dev.sinew.runtime.policy.OnnxLibrary;
import dev.sinew.trainer.checkpoint.AtomicFile;
import dev.sinew.trainer.checkpoint.KeptPrior;
import dev.sinew.trainer.evaluation.Actor;
import dev.sinew.trainer.export.OnnxGraph;
import dev.sinew.trainer.run.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `sinew export`: takes the policy out of a run folder.
@Command(
        name = "export",
        description = "Writes the best policy of a run folder as an ONNX file with everything inside (observation in,"
                + " action in task units out), or as a bundle for the robot of the task. Both engines must answer as"
                + " the trainer does. With --prior it writes what a training remembers instead, for the setting `prior`"
                + " of another one of the same task.",
        exitCodeList = {
            "0:done",
            "2:the command line is not understood",
            "65:the folder is no run folder, the key or a file is wrong, the task has no robot, or the export differs"
                    + " from the trainer, or the training replays nothing",
            "66:there is no such folder",
            "69:a native part is not there",
            "74:the folder holds no policy or checkpoint yet, or the file cannot be written"
        },
        footer = {
            "  sinew export runs/cheetah --onnx cheetah.onnx",
            "  sinew export runs/balancer --bundle balancer.bundle --key me",
            "  sinew export runs/cheetah --prior cheetah.prior",
            "",
            "Figures for --json: file, bytes, steps; with a policy also largest_difference, evaluated_return; with"
                    + " --prior also transitions"
        })
final class ExportCommand extends Subcommand {
    @Parameters(paramLabel = "RUN", description = "run folder")
    private Path folder = Path.of("");

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Target target = new Target();

    @Option(names = "--key", paramLabel = "NAME", description = "one of your keys, which signs the bundle")
    private Optional<String> key = Optional.empty();

    /// Where the policy goes.
    private static final class Target {
        @Option(names = "--onnx", paramLabel = "FILE", description = "ONNX file to write")
        private Optional<Path> onnx = Optional.empty();

        @Option(names = "--bundle", paramLabel = "FILE", description = "bundle to write")
        private Optional<Path> bundle = Optional.empty();

        @Option(names = "--prior", paramLabel = "FILE", description = "transitions to write, of the newest checkpoint")
        private Optional<Path> prior = Optional.empty();
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ExportCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() throws IOException {
        Path file = target.onnx
                .or(() -> target.bundle)
                .or(() -> target.prior)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "export needs one of --onnx FILE, --bundle FILE, --prior FILE"));
        requireFolder("export", file);
        ConfigFiles files = RunRequest.files(folder);
        RunRequest request = RunRequest.of(folder);
        TrainingRun run = new TrainingRun(request.plan(files, 1), Workstation.catalog(context(), files));
        if (target.prior.isPresent()) {
            return writePrior(file, run);
        }
        OnnxLibrary.prepare(context().cacheFolder());
        return run.kept(folder, (kept, trainer) -> write(new RunBundle(request, files), file, kept, trainer));
    }

    private int writePrior(Path file, TrainingRun run) throws IOException {
        KeptPrior prior = run.prior(folder, file);
        long bytes = Files.size(file);
        context()
                .out()
                .println("%s: %d bytes, %d transitions after %d steps"
                        .formatted(file, bytes, prior.transitions(), prior.steps()));
        figures()
                .put("file", file.toString())
                .put("bytes", bytes)
                .put("transitions", prior.transitions())
                .put("steps", prior.steps());
        return ExitCode.OK;
    }

    private int write(RunBundle bundle, Path file, TrainingRun.Kept kept, Actor trainer) throws IOException {
        Map<String, String> about = bundle.about(kept);
        byte[] onnx = OnnxGraph.write(kept.policy(), about);
        double difference = RunBundle.difference(onnx, kept, trainer);
        byte[] content = target.onnx.isPresent() ? onnx : signed(bundle.of(kept, about));
        AtomicFile.write(file, out -> out.write(content));
        context()
                .out()
                .println(String.format(
                        Locale.ROOT,
                        "%s: %d bytes; differs from the trainer by %.1e at most over %d observations",
                        file,
                        content.length,
                        difference,
                        RunBundle.SAMPLES));
        figures().put("file", file.toString()).put("bytes", content.length).put("largest_difference", difference);
        kept.evaluated().ifPresent(best -> figures()
                .put("steps", best.steps())
                .put("evaluated_return", best.evaluation().mean()));
        return ExitCode.OK;
    }

    private byte[] signed(BundleWriter writer) {
        if (key.isEmpty()) {
            context().err().println("sinew: WARNING: no --key: the bundle is UNSIGNED, for emulated robots only");
            return writer.unsigned();
        }
        return writer.signed(new Keys(context().userFolder().resolve("keys")).load(key.get()));
    }
}
