package dev.sinew.trainer.kernel;

/// A product of rows with panels, `out[r][n] = Σₖ left[r][k]·right[k][n]`: the innermost work of forward passes and
/// of gradients of inputs. Each sum is one chain of fused multiply-adds in the order of k.
interface RowProduct {
    /// Computes one tile, [Lanes#TILE] columns wide.
    ///
    /// @param column first column of the tile
    /// @param firstRow first row
    /// @param endRow row after the last
    void tile(int column, int firstRow, int endRow);
}
