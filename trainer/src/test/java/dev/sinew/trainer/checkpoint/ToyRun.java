package dev.sinew.trainer.checkpoint;

import dev.sinew.runtime.loop.SystemClock;
import dev.sinew.trainer.evaluation.Evaluator;
import dev.sinew.trainer.loop.BestPolicy;
import dev.sinew.trainer.loop.GracefulStop;
import dev.sinew.trainer.loop.LineLearner;
import dev.sinew.trainer.loop.LoopIntervals;
import dev.sinew.trainer.loop.LoopListener;
import dev.sinew.trainer.loop.LoopResult;
import dev.sinew.trainer.loop.LoopSettings;
import dev.sinew.trainer.loop.MetricRow;
import dev.sinew.trainer.loop.OffPolicyLoop;
import dev.sinew.trainer.loop.PointWorlds;
import dev.sinew.trainer.loop.Training;
import dev.sinew.trainer.progress.MetricFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// A small training in a run folder, in this process or in one of its own:
/// `ToyRun train|resume FOLDER STEPS CHECKPOINT_INTERVAL MICROSECONDS_PER_STEP`.
///
/// The replay of 500 wraps; the loss appears after the warm-up of 900 steps, so the table gets a column later.
public final class ToyRun {
    static final Identity IDENTITY = new Identity(Map.of("task", "point", "algorithm", "line", "replay", "500"));
    private static final int WORLDS = 3;

    private ToyRun() {}

    public static void main(String[] args) throws IOException {
        boolean resumes = args[0].equals("resume");
        try {
            run(
                    resumes,
                    Path.of(args[1]),
                    Long.parseLong(args[2]),
                    Long.parseLong(args[3]),
                    Long.parseLong(args[4]),
                    result -> System.out.println(result.outcome()));
        } catch (RunFolderException e) {
            System.err.println(e.getMessage());
            System.exit(74);
        }
    }

    static void run(
            boolean resumes, Path root, long steps, long checkpointInterval, long micros, Consumer<LoopResult> last)
            throws IOException {
        SystemClock clock = new SystemClock();
        try (RunFolder folder = resumes ? RunFolder.open(root) : RunFolder.create(root);
                Evaluator evaluator = new Evaluator(new PointWorlds(2), 4, 1000)) {
            OffPolicyLoop loop = new OffPolicyLoop(
                    settings(steps, checkpointInterval),
                    new PointWorlds(WORLDS),
                    new LineLearner(500),
                    evaluator,
                    clock);
            Checkpoints checkpoints = new Checkpoints(folder, IDENTITY, 3);
            if (resumes) {
                checkpoints.restore(loop);
            }
            GracefulStop stop = new GracefulStop(loop::requestStop, Duration.ofSeconds(10));
            try (MetricFiles figures = new MetricFiles(folder, InstantSource.system())) {
                LoopResult result = loop.run(List.of(figures, checkpoints, new Brake(clock, micros)));
                last.accept(result);
            } finally {
                stop.close();
            }
        }
    }

    /// Makes each step take some time, so that a test can end the process in the middle.
    private record Brake(SystemClock clock, long micros) implements LoopListener {
        @Override
        public void stepped(Training training) {
            clock.sleepUntil(clock.nanos() + 1000 * micros);
        }

        @Override
        public void recorded(MetricRow row) {}

        @Override
        public void improved(Training training, BestPolicy best) {}

        @Override
        public void checkpoint(Training training) {}

        @Override
        public void finished(LoopResult result) {}
    }

    private static LoopSettings settings(long steps, long checkpointInterval) {
        return new LoopSettings(
                steps, 900, 2, new LoopIntervals(50, 200, checkpointInterval), OptionalDouble.empty(), 11);
    }
}
