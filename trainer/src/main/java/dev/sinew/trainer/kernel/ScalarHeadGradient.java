package dev.sinew.trainer.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The gradients of a last layer with one output: `dH = (dq·wᵀ) ⊙ activation′`, `dw = Hᵀ·dq`, `db = Σᵣ dq[r]`, where
/// the activation is that of the layer before. Threads may share it on different rows of dH.
public final class ScalarHeadGradient {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

    private final Dense layer;
    private final float[] parameters;
    private final View activated;
    private final View dH;
    private final Epilogue epilogue;
    private final int columns;
    private final int rows;

    /// Binds a layer that is a column to its arrays.
    ///
    /// @param layer the layer
    /// @param parameters hold its weights
    /// @param activation that made h
    /// @param h activated, by row
    /// @param dH gradient of the sums behind h, any form
    public ScalarHeadGradient(Dense layer, float[] parameters, Activation activation, Matrix h, Matrix dH) {
        Fit.columns("gradient of the inputs", layer.inputs(), dH.columns());
        Fit.column(layer);
        this.layer = layer;
        this.parameters = parameters;
        this.dH = Epilogue.productOf(dH);
        activated = h.rowView();
        epilogue = new Epilogue(activation, dH);
        columns = dH.paddedColumns();
        rows = h.rows();
    }

    /// Computes some rows of dH.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    /// @param dq gradient of the output, `[rows of dH]`
    /// @param selection row `r` belongs to row `selection[r]` of h
    public void inputs(int firstRow, int endRow, float[] dq, int[] selection) {
        for (int column = 0; column < columns; column += Lanes.WIDTH) {
            FloatVector w = fromArray(S, parameters, layer.offset() + column);
            float[] out = dH.array;
            for (int r = firstRow, o = dH.at(column) + firstRow * dH.row; r < endRow; r++, o += dH.row) {
                w.mul(broadcast(S, dq[r])).intoArray(out, o);
            }
        }
        for (int column = 0; column < columns; column += Lanes.TILE) {
            epilogue.backward(column, firstRow, endRow, activated, selection);
        }
    }

    /// Computes dw and db over all rows of h.
    ///
    /// @param dq gradient of the output, `[rows]`
    /// @param gradient lies as the parameters do, filled
    public void weights(float[] dq, float[] gradient) {
        for (int column = 0; column < columns; column += Lanes.WIDTH) {
            weights(column, dq, gradient);
        }
        double bias = 0;
        for (int r = 0; r < rows; r++) {
            bias += dq[r];
        }
        gradient[layer.bias(0)] = (float) bias;
    }

    /// Four sums, of every fourth row each, hide the latency of a multiply-add.
    private void weights(int column, float[] dq, float[] gradient) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        float[] h = activated.array;
        int step = activated.row;
        int o = activated.at(column);
        int r = 0;
        for (; r + 4 <= rows; r += 4, o += 4 * step) {
            a = fromArray(S, h, o).fma(broadcast(S, dq[r]), a);
            b = fromArray(S, h, o + step).fma(broadcast(S, dq[r + 1]), b);
            c = fromArray(S, h, o + 2 * step).fma(broadcast(S, dq[r + 2]), c);
            d = fromArray(S, h, o + 3 * step).fma(broadcast(S, dq[r + 3]), d);
        }
        for (; r < rows; r++, o += step) {
            a = fromArray(S, h, o).fma(broadcast(S, dq[r]), a);
        }
        a.add(b).add(c.add(d)).intoArray(gradient, layer.offset() + column);
    }
}
