package dev.sinew.trainer.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// A layer's product on top of what is there, `y ← y + x·W`, without bias and activation. Threads may share it on
/// different rows.
public final class AddedProduct {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

    private final Dense layer;
    private final RowProduct product;
    private final View part;
    private final View out;

    /// Binds a layer in panels to its arrays.
    ///
    /// @param kernels of the learner
    /// @param layer the layer
    /// @param parameters hold its weights
    /// @param x by row; the first columns are the inputs
    /// @param y by row, added to
    public AddedProduct(Kernels kernels, Dense layer, float[] parameters, Matrix x, Matrix y) {
        Fit.rows(x, y);
        Fit.atLeast("input of " + layer.name(), layer.inputs(), x.columns());
        Fit.columns("output of " + layer.name(), layer.outputs(), y.columns());
        this.layer = layer;
        part = Matrix.byRow(y.rows(), y.columns()).rowView();
        out = y.rowView();
        product = kernels.rowProduct(x.rowView(), layer.weights(parameters), part, layer.inputs(), layer.outputs());
    }

    /// Computes some rows.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    public void run(int firstRow, int endRow) {
        for (int column = 0; column < layer.paddedOutputs(); column += Lanes.TILE) {
            product.tile(column, firstRow, endRow);
            int end = Math.min(column + Lanes.TILE, layer.paddedOutputs());
            for (int c = column; c < end; c += Lanes.WIDTH) {
                add(c, firstRow, endRow);
            }
        }
    }

    private void add(int c, int firstRow, int endRow) {
        float[] from = part.array;
        float[] to = out.array;
        for (int r = firstRow, o = out.at(c) + firstRow * out.row; r < endRow; r++, o += out.row) {
            FloatVector sum = fromArray(S, to, o).add(fromArray(S, from, o));
            sum.intoArray(to, o);
        }
    }
}
