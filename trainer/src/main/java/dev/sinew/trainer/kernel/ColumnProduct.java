package dev.sinew.trainer.kernel;

/// A product of columns with columns, `out[k][n] = Σᵣ left[r][k]·right[r][n]`: the gradient of weights, summed over
/// the rows of a batch in their order.
interface ColumnProduct {
    /// Columns of the left operand in one block: sixteen sums where there are 32 vector registers, else eight.
    int COLUMNS = Lanes.REGISTERS < 32 ? 4 : 8;

    /// Computes one tile, [Lanes#TILE] columns wide.
    ///
    /// @param column first column of the tile
    /// @param rows of the output, a multiple of [#COLUMNS]
    void tile(int column, int rows);
}
