package dev.sinew.trainer.checkpoint;

import dev.sinew.runtime.loop.SystemClock;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.trainer.evaluation.Evaluator;
import dev.sinew.trainer.loop.BestPolicy;
import dev.sinew.trainer.loop.GracefulStop;
import dev.sinew.trainer.loop.LoopListener;
import dev.sinew.trainer.loop.LoopResult;
import dev.sinew.trainer.loop.MetricRow;
import dev.sinew.trainer.loop.OffPolicyLearner;
import dev.sinew.trainer.loop.OffPolicyLoop;
import dev.sinew.trainer.loop.Training;
import dev.sinew.trainer.progress.MetricFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// A small training in a run folder, in this process or in one of its own: `SmallRun train|resume FOLDER PLAN…`.
public final class SmallRun {
    private SmallRun() {}

    public static void main(String[] args) throws IOException {
        RunPlan plan = RunPlan.parse(Arrays.asList(args).subList(2, args.length));
        try {
            run(args[0].equals("resume"), Path.of(args[1]), plan, result -> System.out.println(result.outcome()));
        } catch (RunFolderException e) {
            System.err.println(e.getMessage());
            System.exit(74);
        }
    }

    static void train(Path root, RunPlan plan) throws IOException {
        run(false, root, plan, result -> {});
    }

    static void resume(Path root, RunPlan plan) throws IOException {
        run(true, root, plan, result -> {});
    }

    private static void run(boolean resumes, Path root, RunPlan plan, Consumer<LoopResult> last) throws IOException {
        SystemClock clock = new SystemClock();
        try (RunFolder folder = resumes ? RunFolder.open(root) : RunFolder.create(root);
                VectorEnvironment worlds = plan.worlds();
                OffPolicyLearner learner = plan.learner(worlds);
                Evaluator evaluator = new Evaluator(plan.heldOutWorlds(), 4, 1000)) {
            OffPolicyLoop loop = new OffPolicyLoop(plan.settings(), RunPlan.RHYTHM, worlds, learner, evaluator, clock);
            Checkpoints checkpoints = new Checkpoints(folder, plan.identity(), 3);
            if (resumes) {
                checkpoints.restore(loop);
            }
            GracefulStop stop = new GracefulStop(loop::requestStop, Duration.ofSeconds(10));
            try (MetricFiles figures = new MetricFiles(folder, InstantSource.system())) {
                last.accept(loop.run(List.of(figures, checkpoints, new Brake(clock, plan.micros()))));
            } finally {
                stop.close();
            }
        }
    }

    /// Makes each step take some time.
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
}
