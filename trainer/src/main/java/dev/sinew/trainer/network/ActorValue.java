package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Matrix;

/// Which value an actor climbs when there are several critics, with its gradient by the action. The gradient is taken
/// in an order of rows of its own, the selection, which need not be that of the batch.
public interface ActorValue {
    /// {@return how many of the critics it reads, from the first}
    int critics();

    /// Takes note of new values of the actions wanted; one thread, before the methods below.
    void prepare();

    /// {@return the value of the action wanted in a state}
    ///
    /// @param row of the batch
    float value(int row);

    /// Computes the gradient of `scale·Σ value` by the action; threads may share it on different rows.
    ///
    /// @param firstRow first row of the selection
    /// @param endRow row after the last
    /// @param scale the same for all rows
    void differentiate(int firstRow, int endRow, float scale);

    /// {@return the row of the batch that a row of the selection is}
    ///
    /// @param row of the selection
    int selected(int row);

    /// {@return where the gradient by the action lies, by row of the selection}
    ///
    /// @param row of the selection
    Matrix gradient(int row);
}
