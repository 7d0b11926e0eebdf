package dev.sinew.trainer.loop;

import java.io.IOException;

/// Told by a training, on its thread. One that fails ends the training: a run that cannot be kept is not worth its
/// time.
public interface LoopListener {
    /// All worlds took a step. Called often: must be cheap.
    ///
    /// @param training where it stands
    /// @throws IOException when the listener fails
    void stepped(Training training) throws IOException;

    /// A row of figures is due.
    ///
    /// @param row the figures
    /// @throws IOException when the listener fails
    void recorded(MetricRow row) throws IOException;

    /// A policy was evaluated and is the best so far.
    ///
    /// @param training its learner holds that policy now
    /// @param best which it is
    /// @throws IOException when the listener fails
    void improved(Training training, BestPolicy best) throws IOException;

    /// A checkpoint is due. Rows recorded so far belong to it.
    ///
    /// @param training to keep
    /// @throws IOException when the listener fails
    void checkpoint(Training training) throws IOException;

    /// The training is over.
    ///
    /// @param result how it ended
    /// @throws IOException when the listener fails
    void finished(LoopResult result) throws IOException;
}
