package dev.sinew.trainer.progress;

import dev.sinew.trainer.loop.BestPolicy;
import dev.sinew.trainer.loop.LoopListener;
import dev.sinew.trainer.loop.LoopResult;
import dev.sinew.trainer.loop.MetricRow;
import dev.sinew.trainer.loop.Training;
import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Progress as a bar on a terminal, with the mean return beside it. The bar is drawn by a thread of its own a few
/// times a second.
public final class TerminalProgress implements LoopListener, AutoCloseable {
    private static final int UPDATE_MILLIS = 250;

    private final PrintStream out;
    private final ProgressBar bar;
    private long episodesShown = -1;
    private boolean closed;

    /// Draws the empty bar.
    ///
    /// @param out the terminal
    /// @param task what is trained, beside the bar
    /// @param doneSteps environment steps done before, when a training goes on
    /// @param totalSteps environment steps in all
    public TerminalProgress(PrintStream out, String task, long doneSteps, long totalSteps) {
        this.out = out;
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .startsFrom(doneSteps, Duration.ZERO)
                .setInitialMax(totalSteps)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .setConsumer(new ConsoleProgressBarConsumer(out))
                .build();
    }

    @Override
    public void stepped(Training training) {
        bar.stepTo(training.steps());
        if (training.episodes().ended() != episodesShown) {
            episodesShown = training.episodes().ended();
            bar.setExtraMessage(" " + ProgressLine.returns(training));
        }
    }

    @Override
    public void recorded(MetricRow row) {}

    @Override
    public void improved(Training training, BestPolicy best) {}

    @Override
    public void checkpoint(Training training) {}

    @Override
    public void finished(LoopResult result) {
        close();
        out.println(ProgressLine.end(result));
    }

    /// Takes the bar's thread away, also when the training failed.
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            bar.close(); // draws the bar once more
        }
    }
}
