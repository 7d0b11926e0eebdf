package dev.sinew.trainer.cli;

import dev.sinew.trainer.loop.BestPolicy;
import dev.sinew.trainer.loop.LoopListener;
import dev.sinew.trainer.loop.LoopResult;
import dev.sinew.trainer.loop.MetricRow;
import dev.sinew.trainer.loop.Training;
import dev.sinew.trainer.progress.TimeShares;
import java.io.IOException;
import java.util.Optional;

/// Says how a training ended while the process is still held: after Ctrl-C it may end as soon as the loop returns.
final class TrainingEnd implements LoopListener {
    private final Words words;
    private Optional<Training> seen = Optional.empty();

    /// Says it at the end.
    ///
    /// @param words to be said
    TrainingEnd(Words words) {
        this.words = words;
    }

    /// What is said.
    @FunctionalInterface
    interface Words {
        /// Says it.
        ///
        /// @param result how the training ended
        /// @param times where its time went; empty when there was nothing left to do
        /// @throws IOException when the figures cannot be written
        void say(LoopResult result, Optional<TimeShares> times) throws IOException;
    }

    @Override
    public void stepped(Training training) {
        if (seen.isEmpty()) {
            seen = Optional.of(training);
        }
    }

    @Override
    public void recorded(MetricRow row) {}

    @Override
    public void improved(Training training, BestPolicy best) {}

    @Override
    public void checkpoint(Training training) {}

    @Override
    public void finished(LoopResult result) throws IOException {
        words.say(result, seen.map(TimeShares::of));
    }
}
