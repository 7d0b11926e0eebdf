package dev.sinew.trainer.progress;

import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.trainer.loop.BestPolicy;
import dev.sinew.trainer.loop.LoopListener;
import dev.sinew.trainer.loop.LoopResult;
import dev.sinew.trainer.loop.MetricRow;
import dev.sinew.trainer.loop.Training;
import java.io.PrintStream;
import java.time.Duration;

/// Progress as plain lines for a log: each evaluation, and where it stands every so often.
public final class LogProgress implements LoopListener {
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintStream out;
    private final MonotonicClock clock;
    private final long everyNanos;
    private boolean begun;
    private long stepsThen;
    private long then;

    /// Starts with the first step.
    ///
    /// @param out to print to
    /// @param clock to go by
    /// @param every how long between two lines on where it stands
    public LogProgress(PrintStream out, MonotonicClock clock, Duration every) {
        this.out = out;
        this.clock = clock;
        everyNanos = every.toNanos();
    }

    @Override
    public void stepped(Training training) {
        long now = clock.nanos();
        if (begun && now - then < everyNanos) {
            return;
        }
        if (begun) {
            double rate = (training.steps() - stepsThen) / ((now - then) / NANOS_PER_SECOND);
            out.println("train: " + ProgressLine.standing(training, rate));
        }
        begun = true;
        stepsThen = training.steps();
        then = now;
    }

    @Override
    public void recorded(MetricRow row) {
        if (row.values().containsKey("eval/mean_reward")) {
            out.println("train: " + ProgressLine.evaluation(row));
        }
    }

    @Override
    public void improved(Training training, BestPolicy best) {}

    @Override
    public void checkpoint(Training training) {}

    @Override
    public void finished(LoopResult result) {
        out.println("train: " + ProgressLine.end(result));
    }
}
