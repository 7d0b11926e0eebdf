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
    private final PrintStream out;
    private final MonotonicClock clock;
    private final long everyNanos;
    private long due;

    /// Starts now.
    ///
    /// @param out to print to
    /// @param clock to go by
    /// @param every how long between two lines on where it stands
    public LogProgress(PrintStream out, MonotonicClock clock, Duration every) {
        this.out = out;
        this.clock = clock;
        everyNanos = every.toNanos();
        due = clock.nanos() + everyNanos;
    }

    @Override
    public void stepped(Training training) {
        long now = clock.nanos();
        if (now >= due) {
            due = now + everyNanos;
            out.println("train: " + ProgressLine.standing(training));
        }
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
