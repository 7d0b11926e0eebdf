package dev.sinew.trainer.run;

import com.sun.management.ThreadMXBean;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.runtime.loop.SystemClock;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.trainer.FreshMachine;
import dev.sinew.trainer.evaluation.Evaluator;
import dev.sinew.trainer.loop.BestPolicy;
import dev.sinew.trainer.loop.LoopListener;
import dev.sinew.trainer.loop.LoopResult;
import dev.sinew.trainer.loop.MetricRow;
import dev.sinew.trainer.loop.Training;
import dev.sinew.trainer.loop.TrainingLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a step of a training as `train` runs it allocates, in MuJoCo: worlds, policy, update and what is counted of
/// them, on all threads. An algorithm's own settings with smaller networks. A program of its own, so that a fresh JVM
/// can be asked for it.
public final class StepAllocation {
    /// Bytes of a step of one world.
    static final double MOST = 100;

    private static final String TASK = "HalfCheetah-v5";
    private static final int WORLDS = 4;

    /// Steps of all worlds that are averaged over.
    private static final long WINDOW = 2048;

    /// For the JIT compiler, which has to share the machine with others.
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private static final Map<String, String> SMALL = Map.of(
            "warmup_steps", "100",
            "hidden", "[32, 32]",
            "rollout_steps", "64",
            "value_batch", "64",
            "batch", "64",
            "replay", "2000",
            "metrics_interval", "0",
            "checkpoint_interval", "0",
            "worlds", "" + WORLDS,
            "steps", "1000000000");

    private StepAllocation() {}

    /// Prints the number.
    ///
    /// @param arguments the algorithm, and a folder for its settings
    public static void main(String[] arguments) {
        FreshMachine.answer("" + bytes(arguments[0], Path.of(arguments[1])));
    }

    /// {@return bytes of a step at last}
    static double bytes(String algorithm, Path folder) {
        TaskCatalog catalog = TaskCatalog.standard(text -> {});
        try (VectorEnvironment environment = catalog.open(TASK, WORLDS, 2);
                Evaluator evaluator = new Evaluator(catalog.open(TASK, 1, 1), 1, 1)) {
            TrainingPlan plan = plan(algorithm, folder);
            TrainingLoop loop = plan.method().loop(plan, environment, evaluator, new SystemClock());
            Meter meter = new Meter(loop);
            try {
                loop.run(List.of(meter));
            } finally {
                loop.learner().close();
            }
            return meter.bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrainingPlan plan(String algorithm, Path folder) throws IOException {
        String text = ConfigFiles.shipped().text("training/" + algorithm + "/default.yaml");
        for (Map.Entry<String, String> entry : SMALL.entrySet()) {
            text = text.replaceAll(
                    "(?m)^( *)" + entry.getKey() + ": .*$", "$1" + entry.getKey() + ": " + entry.getValue());
        }
        text = text.replaceAll("(?m)^evaluation: .*$", "evaluation: {interval: 0, episodes: 1, worlds: 1}");
        Path file = folder.resolve("training/" + algorithm + "/" + TASK + ".yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return TrainingPlan.read(ConfigFiles.over(folder), algorithm, TASK, 1, 2);
    }

    /// Ends a training when a window of it was thrifty enough, or patience is over.
    private static final class Meter implements LoopListener {
        double bytes = Double.POSITIVE_INFINITY;
        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final TrainingLoop loop;
        private final long giveUp = System.nanoTime() + PATIENCE_NANOS;
        private long[] ids = {};
        private long[] before = {};
        private long begun;

        Meter(TrainingLoop loop) {
            this.loop = loop;
        }

        @Override
        public void stepped(Training training) {
            if (ids.length > 0 && training.steps() - begun < WINDOW) {
                return;
            }
            long allocated = 0;
            long[] now = threads.getThreadAllocatedBytes(ids);
            for (int i = 0; i < ids.length; i++) {
                allocated += Math.max(0, now[i] - before[i]); // −1 for a thread that ended
            }
            if (ids.length > 0) {
                bytes = (double) allocated / (training.steps() - begun);
            }
            if (bytes <= MOST || System.nanoTime() > giveUp) {
                loop.requestStop();
            }
            ids = threads.getAllThreadIds();
            before = threads.getThreadAllocatedBytes(ids);
            begun = training.steps();
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
