package dev.sinew.trainer.benchmark;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.runtime.loop.SystemClock;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.trainer.evaluation.Evaluator;
import dev.sinew.trainer.loop.BestPolicy;
import dev.sinew.trainer.loop.LoopIntervals;
import dev.sinew.trainer.loop.LoopListener;
import dev.sinew.trainer.loop.LoopResult;
import dev.sinew.trainer.loop.LoopSettings;
import dev.sinew.trainer.loop.MetricRow;
import dev.sinew.trainer.loop.Training;
import dev.sinew.trainer.loop.TrainingLoop;
import dev.sinew.trainer.run.TrainingPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// Training of HalfCheetah-v5 from end to end, environment included, with an algorithm's default settings: steps per
/// second once the JIT compiler has done its work.
final class EndToEndBenchmark {
    private static final String TASK = "HalfCheetah-v5";

    private EndToEndBenchmark() {}

    /// Measures and prints.
    ///
    /// @param out receives the figure
    /// @param algorithm such as `ppo`
    /// @param threads 1 or 2
    /// @param warmUp steps that do not count
    /// @param steps that count
    /// @throws IOException never: nothing is written
    static void run(PrintStream out, String algorithm, int threads, long warmUp, long steps) throws IOException {
        TrainingPlan read = TrainingPlan.read(ConfigFiles.shipped(), algorithm, "default", 1, threads);
        LoopSettings loop = new LoopSettings(warmUp + steps, new LoopIntervals(0, 0, 0), OptionalDouble.empty(), 1);
        TrainingPlan plan =
                new TrainingPlan(TASK, algorithm, 1, threads, read.worlds(), loop, read.evaluation(), read.method());
        TaskCatalog catalog = TaskCatalog.standard(text -> {});
        SystemClock clock = new SystemClock();
        Stopwatch watch = new Stopwatch(clock, warmUp);
        try (VectorEnvironment environment = catalog.open(TASK, plan.worlds(), threads);
                Evaluator evaluator = new Evaluator(catalog.open(TASK, 1, 1), 1, 1)) {
            TrainingLoop training = plan.method().loop(plan, environment, evaluator, clock);
            training.run(List.of(watch));
            training.learner().close();
        }
        out.printf(
                Locale.ROOT,
                "sinew.%s.env_steps %.1f 1/s threads=%d%n",
                algorithm.toUpperCase(Locale.ROOT),
                watch.rate(),
                threads);
    }

    /// Times the steps after the first.
    private static final class Stopwatch implements LoopListener {
        private final SystemClock clock;
        private final long warmUp;
        private long firstSteps;
        private long firstNanos;
        private long lastSteps;
        private long lastNanos;

        Stopwatch(SystemClock clock, long warmUp) {
            this.clock = clock;
            this.warmUp = warmUp;
        }

        @Override
        public void stepped(Training training) {
            if (training.steps() < warmUp) {
                return;
            }
            lastSteps = training.steps();
            lastNanos = clock.nanos();
            if (firstSteps == 0) {
                firstSteps = lastSteps;
                firstNanos = lastNanos;
            }
        }

        double rate() {
            return (lastSteps - firstSteps) * 1e9 / (lastNanos - firstNanos);
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
