package dev.sinew.trainer.kernel;

/// Multiplies tangents by the derivative of an activation, `ẏ ← ẏ ⊙ activation′`, which every activation gives from
/// what it returned. Threads may share it on different rows.
public final class Derivative {
    private final Epilogue epilogue;
    private final View activated;
    private final int[] ownRows;
    private final int columns;

    /// Binds it to its arrays.
    ///
    /// @param activation that made y
    /// @param y activated, by row
    /// @param tangent ẏ, any form, changed
    public Derivative(Activation activation, Matrix y, Matrix tangent) {
        Fit.rows(y, tangent);
        Fit.columns("tangent", y.columns(), tangent.columns());
        epilogue = new Epilogue(activation, tangent);
        activated = y.rowView();
        ownRows = new int[y.rows()];
        for (int r = 0; r < ownRows.length; r++) {
            ownRows[r] = r;
        }
        columns = tangent.paddedColumns();
    }

    /// Multiplies some rows.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    public void run(int firstRow, int endRow) {
        for (int column = 0; column < columns; column += Lanes.TILE) {
            epilogue.backward(column, firstRow, endRow, activated, ownRows);
        }
    }
}
