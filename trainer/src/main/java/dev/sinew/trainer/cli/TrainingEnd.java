package dev.sinew.trainer.cli;

import dev.sinew.trainer.loop.BestPolicy;
import dev.sinew.trainer.loop.LoopListener;
import dev.sinew.trainer.loop.LoopResult;
import dev.sinew.trainer.loop.MetricRow;
import dev.sinew.trainer.loop.Training;
import java.io.IOException;

/// Says how a training ended while the process is still held: after Ctrl-C it may end as soon as the loop returns.
///
/// @param words to be said
record TrainingEnd(Words words) implements LoopListener {
    /// What is said.
    @FunctionalInterface
    interface Words {
        /// Says it.
        ///
        /// @param result how the training ended
        /// @throws IOException when the figures cannot be written
        void say(LoopResult result) throws IOException;
    }

    @Override
    public void stepped(Training training) {}

    @Override
    public void recorded(MetricRow row) {}

    @Override
    public void improved(Training training, BestPolicy best) {}

    @Override
    public void checkpoint(Training training) {}

    @Override
    public void finished(LoopResult result) throws IOException {
        words.say(result);
    }
}
