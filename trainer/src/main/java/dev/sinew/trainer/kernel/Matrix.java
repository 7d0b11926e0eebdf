package dev.sinew.trainer.kernel;

/// Rows of a batch, `[rows, columns]`, stored by row, by panel or both. Columns are padded to a multiple of 16; the
/// padding is zero and stays so. Rows begin an odd number of cache lines apart, or a tile of a 256-wide matrix would
/// share an eighth of the first-level cache with itself.
///
/// A product broadcasts from its left operand, by row, and loads whole vectors of its right one, by panel.
/// Activations are a left operand on the way forward and again when weights get their gradient, so they lie by row;
/// the gradient of a layer's sums is a left operand of one product and a right one of the other, so it is kept in
/// both forms, and nothing is ever transposed on the way.
public final class Matrix {
    private static final int SPARE = 16;

    private final int rows;
    private final int columns;
    private final int paddedColumns;
    private final int stride;
    private final float[] byRow;
    private final float[] byPanel;

    private Matrix(int rows, int columns, boolean hasRows, boolean hasPanels) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("matrix must have rows and columns, had " + rows + " and " + columns);
        }
        this.rows = rows;
        this.columns = columns;
        paddedColumns = Lanes.roundUp(columns, Lanes.PANEL);
        stride = paddedColumns / Lanes.PANEL % 2 == 0 ? paddedColumns + Lanes.PANEL : paddedColumns;
        byRow = new float[hasRows ? rows * stride + SPARE : 0];
        byPanel = new float[hasPanels ? rows * paddedColumns + SPARE : 0];
    }

    /// {@return a matrix of zeros stored by row only}
    ///
    /// @param rows of the batch, at least 1
    /// @param columns at least 1
    public static Matrix byRow(int rows, int columns) {
        return new Matrix(rows, columns, true, false);
    }

    /// {@return a matrix of zeros stored by panel only}
    ///
    /// @param rows of the batch, at least 1
    /// @param columns at least 1
    public static Matrix byPanel(int rows, int columns) {
        return new Matrix(rows, columns, false, true);
    }

    /// {@return a matrix of zeros stored in both forms}
    ///
    /// @param rows of the batch, at least 1
    /// @param columns at least 1
    public static Matrix inBothForms(int rows, int columns) {
        return new Matrix(rows, columns, true, true);
    }

    /// {@return rows of the batch}
    public int rows() {
        return rows;
    }

    /// {@return columns without padding}
    public int columns() {
        return columns;
    }

    /// {@return floats between two rows of [#array]}
    public int stride() {
        return stride;
    }

    /// {@return the numbers by row, `[rows][stride]`; the array itself}
    ///
    /// @throws IllegalStateException when the matrix is stored by panel only
    public float[] array() {
        return rowView().array;
    }

    /// Copies rows from the form by row to the form by panel.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    public void fillPanels(int firstRow, int endRow) {
        View from = rowView();
        View to = panelView();
        for (int column = 0; column < paddedColumns; column += Lanes.PANEL) {
            for (int r = firstRow; r < endRow; r++) {
                System.arraycopy(
                        from.array, from.at(column) + r * from.row, to.array, to.at(column) + r * to.row, Lanes.PANEL);
            }
        }
    }

    int paddedColumns() {
        return paddedColumns;
    }

    boolean hasRows() {
        return byRow.length > 0;
    }

    boolean hasPanels() {
        return byPanel.length > 0;
    }

    View rowView() {
        if (!hasRows()) {
            throw new IllegalStateException("matrix must be stored by row, was stored by panel only");
        }
        return new View(byRow, 0, stride, Lanes.PANEL);
    }

    View panelView() {
        if (!hasPanels()) {
            throw new IllegalStateException("matrix must be stored by panel, was stored by row only");
        }
        return new View(byPanel, Lanes.FIRST, Lanes.PANEL, rows * Lanes.PANEL);
    }
}
