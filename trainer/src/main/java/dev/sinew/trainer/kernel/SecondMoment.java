package dev.sinew.trainer.kernel;

/// What covariances are made of: `Σᵣ x[r]·x[r]ᵀ` and `Σᵣ x[r]` over the rows of a batch, in the order of the rows. One
/// thread.
///
/// A product loads one operand by row and one by panel, so what the batch lacks of both forms is kept here.
public final class SecondMoment {
    private final Matrix batch;
    private final Matrix byRow;
    private final Matrix byPanel;
    private final Dense layout;
    private final float[] sums;
    private final WeightGradient product;

    /// Binds a batch.
    ///
    /// @param kernels of the learner
    /// @param batch x, `[rows, columns]`, in any form
    public SecondMoment(Kernels kernels, Matrix batch) {
        this.batch = batch;
        int columns = batch.columns();
        byRow = batch.hasRows() ? batch : Matrix.byRow(batch.rows(), columns);
        byPanel = batch.hasPanels() ? batch : Matrix.byPanel(batch.rows(), columns);
        layout = new Dense("second moment", columns, columns, Dense.FIRST).inPanels();
        sums = new float[layout.end()];
        product = new WeightGradient(kernels, layout, byRow, byPanel, sums);
    }

    /// Sums over the batch as it is.
    public void run() {
        if (byRow != batch) {
            copy(byRow.rowView());
        }
        if (byPanel != batch) {
            copy(byPanel.panelView());
        }
        product.run(0, 1);
    }

    private void copy(View to) {
        View from = batch.hasRows() ? batch.rowView() : batch.panelView();
        for (int column = 0; column < batch.paddedColumns(); column += Lanes.PANEL) {
            int o = from.at(column);
            int p = to.at(column);
            for (int r = 0; r < batch.rows(); r++) {
                System.arraycopy(from.array, o + r * from.row, to.array, p + r * to.row, Lanes.PANEL);
            }
        }
    }

    /// {@return columns of the batch}
    public int columns() {
        return batch.columns();
    }

    /// {@return `Σᵣ x[r][i]·x[r][j]` as of the last run}
    ///
    /// @param i column
    /// @param j column
    public float product(int i, int j) {
        return sums[layout.weight(i, j)];
    }

    /// {@return `Σᵣ x[r][i]` as of the last run}
    ///
    /// @param i column
    public float sum(int i) {
        return sums[layout.bias(i)];
    }
}
