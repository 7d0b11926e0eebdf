package dev.sinew.trainer.kernel;

/// Where the numbers of a matrix lie in an array: row `r` of column `c` at
/// `offset + r·row + (c / 16)·panel + c % 16`. Sixteen columns always lie side by side.
///
/// Two forms are in use: *by row*, `panel = 16`, what a product broadcasts from; and *by panel*, `row = 16`, what a
/// product loads vectors from.
final class View {
    final float[] array;
    final int offset;
    final int row;
    final int panel;

    /// A view of an array; nothing is copied.
    ///
    /// @param array holds the numbers
    /// @param offset of row 0, column 0
    /// @param row floats between two rows
    /// @param panel floats between two groups of sixteen columns
    View(float[] array, int offset, int row, int panel) {
        this.array = array;
        this.offset = offset;
        this.row = row;
        this.panel = panel;
    }

    /// {@return where a column begins, for row 0}
    ///
    /// @param column index
    int at(int column) {
        return offset + column / Lanes.PANEL * panel + column % Lanes.PANEL;
    }
}
