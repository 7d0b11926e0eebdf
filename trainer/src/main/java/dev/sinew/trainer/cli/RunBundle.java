package dev.sinew.trainer.cli;

import dev.sinew.config.bundle.BundleWriter;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.task.Tasks;
import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.policy.OnnxLibrary;
import dev.sinew.trainer.checkpoint.AtomicFile;
import dev.sinew.trainer.evaluation.Actor;
import dev.sinew.trainer.export.ExportCheck;
import dev.sinew.trainer.export.ExportException;
import dev.sinew.trainer.export.OnnxGraph;
import dev.sinew.trainer.export.PolicyBundle;
import dev.sinew.trainer.export.PolicySamples;
import dev.sinew.trainer.run.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a run folder has to show as a graph, and as a bundle for the robot of its task.
final class RunBundle {
    /// Name in the run folder of the bundle that every training of a robot's task leaves, unsigned.
    static final String FILE = "bundle";

    /// Observations that a graph is held against the trainer with.
    static final int SAMPLES = 1000;

    private static final long SAMPLE_SEED = 7;

    private final RunRequest request;
    private final ConfigFiles files;

    /// The bundle of a run.
    ///
    /// @param request that the training was started with
    /// @param files as the run folder keeps them
    RunBundle(RunRequest request, ConfigFiles files) {
        this.request = request;
        this.files = files;
    }

    /// Writes the bundle of a training that has ended into its folder, for emulated robots. One that cannot be written
    /// is said, and `export` says it again: the training is there all the same.
    ///
    /// @param context of the command, told where it is
    /// @param run the training
    /// @param folder of it
    /// @throws IOException when the disk fails
    void leave(CommandContext context, TrainingRun run, Path folder) throws IOException {
        if (!isOfARobot()) {
            return;
        }
        OnnxLibrary.prepare(context.cacheFolder());
        Path file = folder.resolve(FILE);
        try {
            byte[] content = run.kept(folder, (kept, trainer) -> {
                Map<String, String> about = about(kept);
                difference(OnnxGraph.write(kept.policy(), about), kept, trainer);
                return of(kept, about).unsigned();
            });
            AtomicFile.write(file, out -> out.write(content));
        } catch (ExportException bad) {
            context.err().println("sinew: no bundle: " + bad.getMessage());
            return;
        }
        context.out().println(file + ": the best policy, unsigned, for emulated robots");
    }

    private boolean isOfARobot() {
        return new Tasks(files).names().contains(request.task());
    }

    /// {@return what a bundle says of itself}
    ///
    /// @param kept policy of the run
    Map<String, String> about(TrainingRun.Kept kept) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("task", request.task());
        about.put("algorithm", request.algorithm());
        about.put("seed", Long.toString(request.seed()));
        kept.evaluated().ifPresent(best -> about.put("steps", Long.toString(best.steps())));
        return about;
    }

    /// {@return the largest difference between a graph and the trainer}
    ///
    /// @param onnx the graph
    /// @param kept policy that it is of
    /// @param trainer that acts by the same policy
    /// @throws ExportException when it is too large
    static double difference(byte[] onnx, TrainingRun.Kept kept, Actor trainer) {
        return ExportCheck.largestDifference(
                onnx, kept.policy(), trainer, new PolicySamples(kept.policy(), SAMPLES, new RandomStream(SAMPLE_SEED)));
    }

    /// {@return the bundle}
    ///
    /// @param kept policy of the run
    /// @param about what it says of itself
    /// @throws IllegalArgumentException when the task is no robot's
    BundleWriter of(TrainingRun.Kept kept, Map<String, String> about) {
        Tasks robots = new Tasks(files);
        if (!isOfARobot()) {
            throw new IllegalArgumentException("a bundle must be of a robot's task, one of "
                    + String.join(", ", robots.names()) + ", was of '" + request.task() + "'; use --onnx");
        }
        return PolicyBundle.of(kept.policy(), robots.task(request.task()).contract(), about);
    }
}
