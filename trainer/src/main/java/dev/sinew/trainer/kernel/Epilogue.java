package dev.sinew.trainer.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// What is done with a tile after its product, while it is still in the cache: bias and activation on the way
/// forward, the derivative of the activation on the way back, and the copy in the other form.
final class Epilogue {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

    private final Activation activation;
    private final View out;
    private final View copy;
    private final boolean copies;
    private final int columns;

    /// Binds the output of a product.
    ///
    /// @param activation applied, or differentiated
    /// @param matrix the output; in both forms the product writes by panel and this copies by row
    Epilogue(Activation activation, Matrix matrix) {
        this.activation = activation;
        out = productOf(matrix);
        copies = matrix.hasRows() && matrix.hasPanels();
        copy = copies ? matrix.rowView() : out;
        columns = matrix.paddedColumns();
    }

    /// {@return the form that a product writes}
    ///
    /// @param matrix its output
    static View productOf(Matrix matrix) {
        return matrix.hasPanels() ? matrix.panelView() : matrix.rowView();
    }

    /// Adds the bias, applies the activation, copies.
    ///
    /// @param column first column of the tile
    /// @param firstRow first row
    /// @param endRow row after the last
    /// @param parameters hold the bias
    /// @param bias where it begins
    void forward(int column, int firstRow, int endRow, float[] parameters, int bias) {
        int end = Math.min(column + Lanes.TILE, columns);
        for (int c = column; c < end; c += Lanes.WIDTH) {
            switch (activation) {
                case IDENTITY -> add(c, firstRow, endRow, parameters, bias + c);
                case RELU -> addAndRectify(c, firstRow, endRow, parameters, bias + c);
                case TANH -> {
                    add(c, firstRow, endRow, parameters, bias + c);
                    Elementary.tanh(out.array, out.at(c) + firstRow * out.row, out.row, endRow - firstRow);
                }
                case ELU -> {
                    add(c, firstRow, endRow, parameters, bias + c);
                    Elementary.elu(out.array, out.at(c) + firstRow * out.row, out.row, endRow - firstRow);
                }
            }
        }
        copy(column, end, firstRow, endRow);
    }

    /// Multiplies by the derivative of the activation, copies.
    ///
    /// @param column first column of the tile
    /// @param firstRow first row
    /// @param endRow row after the last
    /// @param activated what the activation gave
    /// @param rows row `r` belongs to row `rows[r]` of `activated`
    void backward(int column, int firstRow, int endRow, View activated, int[] rows) {
        int end = Math.min(column + Lanes.TILE, columns);
        for (int c = column; c < end; c += Lanes.WIDTH) {
            switch (activation) {
                case IDENTITY -> {}
                case RELU -> maskByRelu(c, firstRow, endRow, activated, rows);
                case TANH -> scaleByTanh(c, firstRow, endRow, activated, rows);
                case ELU -> scaleByElu(c, firstRow, endRow, activated, rows);
            }
        }
        copy(column, end, firstRow, endRow);
    }

    private void add(int c, int firstRow, int endRow, float[] parameters, int bias) {
        FloatVector b = fromArray(S, parameters, bias);
        float[] a = out.array;
        for (int r = firstRow, o = out.at(c) + firstRow * out.row; r < endRow; r++, o += out.row) {
            fromArray(S, a, o).add(b).intoArray(a, o);
        }
    }

    private void addAndRectify(int c, int firstRow, int endRow, float[] parameters, int bias) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector b = fromArray(S, parameters, bias);
        float[] a = out.array;
        for (int r = firstRow, o = out.at(c) + firstRow * out.row; r < endRow; r++, o += out.row) {
            fromArray(S, a, o).add(b).max(zero).intoArray(a, o);
        }
    }

    /// The derivative is 1 where the activation gave something positive, else 0.
    private void maskByRelu(int c, int firstRow, int endRow, View activated, int[] rows) {
        FloatVector zero = FloatVector.zero(S);
        float[] a = out.array;
        float[] h = activated.array;
        int at = activated.at(c);
        for (int r = firstRow, o = out.at(c) + firstRow * out.row; r < endRow; r++, o += out.row) {
            FloatVector y = fromArray(S, h, at + rows[r] * activated.row);
            zero.blend(fromArray(S, a, o), y.compare(VectorOperators.GT, zero)).intoArray(a, o);
        }
    }

    /// The derivative is `1 − y²` where the activation gave `y`.
    private void scaleByTanh(int c, int firstRow, int endRow, View activated, int[] rows) {
        FloatVector one = FloatVector.broadcast(S, 1f);
        float[] a = out.array;
        float[] h = activated.array;
        int at = activated.at(c);
        for (int r = firstRow, o = out.at(c) + firstRow * out.row; r < endRow; r++, o += out.row) {
            FloatVector y = fromArray(S, h, at + rows[r] * activated.row);
            fromArray(S, a, o).mul(one.sub(y.mul(y))).intoArray(a, o);
        }
    }

    /// The derivative is 1 where the activation gave something positive, else `y + 1`, which is `eˣ`.
    private void scaleByElu(int c, int firstRow, int endRow, View activated, int[] rows) {
        float[] a = out.array;
        float[] h = activated.array;
        int at = activated.at(c);
        for (int r = firstRow, o = out.at(c) + firstRow * out.row; r < endRow; r++, o += out.row) {
            FloatVector slope =
                    fromArray(S, h, at + rows[r] * activated.row).min(0f).add(1f);
            fromArray(S, a, o).mul(slope).intoArray(a, o);
        }
    }

    private void copy(int column, int end, int firstRow, int endRow) {
        if (!copies) {
            return;
        }
        float[] from = out.array;
        float[] to = copy.array;
        for (int c = column; c < end; c += Lanes.WIDTH) {
            int o = out.at(c) + firstRow * out.row;
            int p = copy.at(c) + firstRow * copy.row;
            for (int r = firstRow; r < endRow; r++, o += out.row, p += copy.row) {
                fromArray(S, from, o).intoArray(to, p);
            }
        }
    }
}
