package dev.sinew.trainer.checkpoint;

import dev.sinew.runtime.loop.SystemClock;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.trainer.algorithm.sac.SacLearner;
import dev.sinew.trainer.algorithm.sac.SacSettings;
import dev.sinew.trainer.evaluation.Evaluator;
import dev.sinew.trainer.loop.BestPolicy;
import dev.sinew.trainer.loop.EpisodeStatistics;
import dev.sinew.trainer.loop.Learner;
import dev.sinew.trainer.loop.LoopIntervals;
import dev.sinew.trainer.loop.LoopSettings;
import dev.sinew.trainer.loop.OffPolicyLoop;
import dev.sinew.trainer.loop.PointWorlds;
import dev.sinew.trainer.loop.ReplayRhythm;
import dev.sinew.trainer.loop.TimeSplit;
import dev.sinew.trainer.loop.Training;
import dev.sinew.trainer.replay.TransitionLog;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What a checkpoint costs when the replay holds a million transitions of HalfCheetah and 20 000 are new, beside the
/// replay written whole; everything is forced to the disk.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 15)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class CheckpointBenchmark {
    private static final int OBSERVATION = 17;
    private static final int ACTION = 6;
    private static final int WORLDS = 100;
    private static final int INTERVAL = 20_000;

    private final SacLearner learner = new SacLearner(SacSettings.defaults(), OBSERVATION, ACTION, 1, 1);
    private final OffPolicyLoop loop = new OffPolicyLoop(
            new LoopSettings(1, new LoopIntervals(0, 0, 0), OptionalDouble.empty(), 1),
            new ReplayRhythm(0, 1),
            new PointWorlds(1),
            learner,
            new Evaluator(new PointWorlds(1), 1, 1),
            new SystemClock());
    private final Path root;
    private final RunFolder folder;
    private final Checkpoints checkpoints;

    /// Makes a run folder in the working directory and fills the replay.
    public CheckpointBenchmark() {
        try {
            root = Files.createTempDirectory(Path.of(""), "checkpoint-benchmark");
            folder = RunFolder.create(root);
            checkpoints = new Checkpoints(folder, new Identity(Map.of()), 3);
            while (learner.transitions().start() == 0) {
                remember();
                newTransitionsOnly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Adds the transitions of one interval.
    @Setup(Level.Invocation)
    public final void remember() {
        StepBatch step = new StepBatch(WORLDS, OBSERVATION);
        float[] observations = new float[WORLDS * OBSERVATION];
        float[] actions = new float[WORLDS * ACTION];
        for (int i = 0; i < INTERVAL / WORLDS; i++) {
            observations[i % observations.length] += 1;
            learner.remember(observations, actions, step);
        }
    }

    /// A checkpoint as the loop asks for it.
    ///
    /// @throws IOException when it cannot be written
    @Benchmark
    public final void newTransitionsOnly() throws IOException {
        checkpoints.checkpoint(new At(loop, learner.transitions().end()));
    }

    /// The same replay in one file, without the rest of a checkpoint.
    ///
    /// @throws IOException when it cannot be written
    @Benchmark
    public void wholeReplay() throws IOException {
        TransitionLog log = learner.transitions();
        TransitionFile.write(root, log, log.start(), log.end());
    }

    /// Removes the folder.
    ///
    /// @throws IOException when it cannot be removed
    @TearDown
    public void close() throws IOException {
        learner.close();
        folder.close();
        List<Path> files;
        try (var found = Files.walk(root)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    /// The loop as if it had come to a step.
    private record At(OffPolicyLoop loop, long steps) implements Training {
        @Override
        public long totalSteps() {
            return loop.totalSteps();
        }

        @Override
        public EpisodeStatistics episodes() {
            return loop.episodes();
        }

        @Override
        public TimeSplit times() {
            return loop.times();
        }

        @Override
        public Optional<BestPolicy> best() {
            return loop.best();
        }

        @Override
        public Learner learner() {
            return loop.learner();
        }

        @Override
        public VectorEnvironment environment() {
            return loop.environment();
        }

        @Override
        public void save(DataOutput out) throws IOException {
            loop.save(out);
        }

        @Override
        public void restore(DataInput in) throws IOException {
            loop.restore(in);
        }
    }
}
