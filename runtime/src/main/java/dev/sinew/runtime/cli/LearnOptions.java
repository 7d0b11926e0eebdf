package dev.sinew.runtime.cli;

import dev.sinew.config.deployment.Deployment;
import dev.sinew.config.task.RobotTask;
import dev.sinew.runtime.experience.ExperienceStream;
import dev.sinew.runtime.exploration.Exploration;
import dev.sinew.runtime.session.Learning;
import dev.sinew.runtime.session.StreamedLearning;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/// What `run` may be told about learning.
final class LearnOptions {
    private static final int MOST_MEGABYTES = 1 << 20;

    private final SecureRandom random = new SecureRandom();

    @Option(
            names = "--learn",
            description = "send what the robot experiences to a learner over the broker, and explore")
    private boolean learn;

    @Option(
            names = "--spool",
            paramLabel = "FOLDER",
            description = "with --learn: where experience waits for the learner (default: spool in the deployment's"
                    + " folder of records; in the user's folder if emulated or without a deployment)")
    private Optional<Path> spool = Optional.empty();

    @Option(names = "--spool-mb", paramLabel = "N", description = "with --learn: MB that may wait (default: 64)")
    private Optional<Integer> megabytes = Optional.empty();

    @Option(
            names = "--noise",
            paramLabel = "STD",
            description = "with --learn: standard deviation of the noise on actions, which go from -1 to 1; 0 for none"
                    + " (default: 0.1)")
    private Optional<Double> noise = Optional.empty();

    @Option(
            names = "--cutoff",
            paramLabel = "HZ",
            description = "with --learn: cut-off frequency of the noise (default: 3)")
    private Optional<Double> cutoff = Optional.empty();

    /// Refuses what cannot be meant.
    void check() {
        boolean more = spool.isPresent() || megabytes.isPresent() || noise.isPresent() || cutoff.isPresent();
        if (more && !learn) {
            throw new IllegalArgumentException(
                    "--spool, --spool-mb, --noise and --cutoff must come with --learn, came without");
        }
        int size = megabytes.orElse(1);
        if (size < 1 || size > MOST_MEGABYTES) {
            throw new IllegalArgumentException("--spool-mb must be 1-" + MOST_MEGABYTES + ", was " + size);
        }
        double std = noise.orElse(Exploration.USUAL_STD);
        if (!(std >= 0) || std > 1) {
            throw new IllegalArgumentException("--noise must be 0-1, was " + std);
        }
        double hertz = cutoff.orElse(Exploration.USUAL_CUTOFF);
        if (!(hertz > 0) || Double.isInfinite(hertz)) {
            throw new IllegalArgumentException("--cutoff must be positive and finite, was " + hertz);
        }
    }

    /// {@return how the run explores, with a seed of its own; empty when it does not}
    Optional<Exploration> exploration() {
        double std = noise.orElse(Exploration.USUAL_STD);
        return learn && std > 0
                ? Optional.of(new Exploration(std, cutoff.orElse(Exploration.USUAL_CUTOFF), random.nextLong()))
                : Optional.empty();
    }

    /// {@return what learns from the run; empty for nothing}
    ///
    /// @param task that the robot is at, asked for by a run that learns
    /// @param broker of the run
    /// @param deployment of a robot that is not emulated
    /// @param userFolder of the user
    Optional<Learning> learning(
            Supplier<RobotTask> task, Optional<String> broker, Optional<Deployment> deployment, Path userFolder) {
        if (!learn) {
            return Optional.empty();
        }
        String uri = broker.orElseThrow(() -> new IllegalArgumentException(
                "--learn needs a broker: --mqtt, or a deployment that names one; came without"));
        Path folder = spool.orElse(
                deployment.map(Deployment::records).orElse(userFolder).resolve("spool"));
        RobotTask learned = task.get();
        String client = learned.contract().robot().name() + "-experience-"
                + HexFormat.of().toHexDigits(random.nextInt());
        long bytes = (long) megabytes.orElse(64) << 20;
        return Optional.of(new StreamedLearning(learned, new ExperienceStream.Destination(folder, bytes, uri, client)));
    }
}
