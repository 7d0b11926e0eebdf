package dev.sinew.trainer.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The gradient of a layer's weights and bias over a batch, `dW = Xᵀ·dY` and `db = Σᵣ dY[r]`. Threads may share it as
/// different parts.
public final class WeightGradient {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

    private final Dense layer;
    private final float[] gradient;
    private final View dY;
    private final int rows;
    private final ColumnProduct product;

    /// Binds a layer in panels to its arrays.
    ///
    /// @param kernels of the learner
    /// @param layer the layer
    /// @param x its inputs, by row; the first columns are the inputs
    /// @param dY gradient of its sums, by panel
    /// @param gradient lies as the parameters do, filled
    public WeightGradient(Kernels kernels, Dense layer, Matrix x, Matrix dY, float[] gradient) {
        Fit.rows(x, dY);
        Fit.atLeast("input of " + layer.name(), layer.inputs(), x.columns());
        Fit.columns("gradient of " + layer.name(), layer.outputs(), dY.columns());
        this.layer = layer;
        this.gradient = gradient;
        this.dY = dY.panelView();
        rows = x.rows();
        product = kernels.columnProduct(x.rowView(), this.dY, layer.weights(gradient), rows, layer.outputs());
    }

    /// Computes the share of one part: some of the outputs, over all rows.
    ///
    /// @param part which, from 0
    /// @param parts how many share the work
    public void run(int part, int parts) {
        int tiles = Math.ceilDiv(layer.paddedOutputs(), Lanes.TILE);
        int end = Math.min(tiles * (part + 1) / parts * Lanes.TILE, layer.paddedOutputs());
        for (int column = tiles * part / parts * Lanes.TILE; column < end; column += Lanes.TILE) {
            product.tile(column, layer.paddedInputs());
        }
        for (int column = tiles * part / parts * Lanes.TILE; column < end; column += Lanes.WIDTH) {
            sum(column);
            if (column % Lanes.PANEL == 0) {
                clearPadding(column);
            }
        }
    }

    /// Four sums, of every fourth row each, hide the latency of an addition.
    private void sum(int column) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        float[] from = dY.array;
        int o = dY.at(column);
        int r = 0;
        for (; r + 4 <= rows; r += 4, o += 4 * Lanes.PANEL) {
            a = a.add(fromArray(S, from, o));
            b = b.add(fromArray(S, from, o + Lanes.PANEL));
            c = c.add(fromArray(S, from, o + 2 * Lanes.PANEL));
            d = d.add(fromArray(S, from, o + 3 * Lanes.PANEL));
        }
        for (; r < rows; r++, o += Lanes.PANEL) {
            a = a.add(fromArray(S, from, o));
        }
        a.add(b).add(c.add(d)).intoArray(gradient, layer.bias(column));
    }

    /// Columns of x beyond the inputs may hold anything; weights that do not exist have no gradient.
    private void clearPadding(int column) {
        int from = layer.weight(layer.inputs(), column);
        Arrays.fill(gradient, from, layer.weight(layer.paddedInputs(), column), 0f);
    }
}
