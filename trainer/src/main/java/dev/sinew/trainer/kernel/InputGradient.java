package dev.sinew.trainer.kernel;

/// The gradient of a layer's inputs, `dX = (dY·Wᵀ) ⊙ activation′`, where the activation is that of the layer before.
/// Threads may share it on different rows.
public final class InputGradient {
    private final RowProduct product;
    private final Epilogue epilogue;
    private final View activated;
    private final int[] ownRows;
    private final int columns;

    /// Binds a layer to its arrays.
    ///
    /// @param kernels of the learner
    /// @param weights of the layer, the other way round
    /// @param dY gradient of the layer's sums, by row
    /// @param dX gradient of the inputs' sums, any form
    /// @param x the inputs, activated, by row; not read where there is no activation
    /// @param activation that made the inputs, [Activation#IDENTITY] where they come from outside
    public InputGradient(Kernels kernels, Transposed weights, Matrix dY, Matrix dX, Matrix x, Activation activation) {
        Fit.rows(dY, dX);
        Fit.columns("gradient of the outputs", weights.layer().outputs(), dY.columns());
        Fit.columns("gradient of the inputs", weights.inputs(), dX.columns());
        View out = Epilogue.productOf(dX);
        product = kernels.rowProduct(dY.rowView(), weights.view(), out, dY.columns(), dX.columns());
        epilogue = new Epilogue(activation, dX);
        activated = x.rowView();
        ownRows = new int[dY.rows()];
        for (int r = 0; r < ownRows.length; r++) {
            ownRows[r] = r;
        }
        columns = dX.paddedColumns();
    }

    /// Computes some rows.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    public void run(int firstRow, int endRow) {
        run(firstRow, endRow, ownRows);
    }

    /// Computes some rows of a selection.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    /// @param rows row `r` of the gradients belongs to row `rows[r]` of the inputs
    public void run(int firstRow, int endRow, int[] rows) {
        for (int column = 0; column < columns; column += Lanes.TILE) {
            product.tile(column, firstRow, endRow);
            epilogue.backward(column, firstRow, endRow, activated, rows);
        }
    }
}
