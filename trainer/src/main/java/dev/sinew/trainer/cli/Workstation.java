package dev.sinew.trainer.cli;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.loop.SystemClock;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.trainer.loop.LoopListener;
import dev.sinew.trainer.loop.LoopResult;
import dev.sinew.trainer.progress.LogProgress;
import dev.sinew.trainer.progress.TerminalProgress;
import dev.sinew.trainer.run.TrainingPlan;
import java.io.IOException;
import java.time.Duration;

/// What several commands of a workstation need.
final class Workstation {
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

    /// Threads that a training may use.
    private static final int MOST_THREADS = 2;

    private Workstation() {}

    /// {@return all tasks of some files; what MuJoCo and unstable worlds report goes to standard error}
    ///
    /// @param context of the command
    /// @param files describe robots and their tasks
    static TaskCatalog catalog(CommandContext context, ConfigFiles files) {
        return TaskCatalog.standard(files, line -> context.err().println("sinew: " + line));
    }

    /// A training that tells how far it is.
    @FunctionalInterface
    interface Watched {
        /// Trains.
        ///
        /// @param progress to be told
        /// @return how it ended
        /// @throws IOException when the run folder cannot be written
        LoopResult train(LoopListener progress) throws IOException;
    }

    /// {@return how a training ended that a person could watch: a bar on a terminal, lines elsewhere}
    ///
    /// @param context of the command
    /// @param plan that is carried out
    /// @param training does it
    /// @throws IOException when the run folder cannot be written
    static LoopResult watched(CommandContext context, TrainingPlan plan, Watched training) throws IOException {
        if (!context.terminal()) {
            return training.train(new LogProgress(context.out(), new SystemClock(), LOG_INTERVAL));
        }
        try (TerminalProgress bar =
                new TerminalProgress(context.out(), plan.task(), 0, plan.loop().steps())) {
            return training.train(bar);
        }
    }

    /// {@return the threads a training uses unless told otherwise}
    static int threads() {
        return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    }

    /// {@return threads as they were asked for}
    ///
    /// @param asked 0 for as many as there are
    static int threads(int asked) {
        if (asked < 0 || asked > MOST_THREADS) {
            throw new IllegalArgumentException("--threads must be 1 or " + MOST_THREADS + ", was " + asked);
        }
        return asked == 0 ? threads() : asked;
    }
}
