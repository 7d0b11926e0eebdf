package dev.sinew.trainer.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// A last layer with one output, `q = h·w + b`. Sixteen partial sums for each row, whatever the width of the vectors,
/// added as a tree. Threads may share it on different rows.
public final class ScalarHead {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int PANEL = Lanes.PANEL;

    private final Dense layer;
    private final float[] parameters;
    private final Matrix hidden;
    private final float[] partial;

    /// Binds a layer that is a column to its arrays.
    ///
    /// @param layer the layer
    /// @param parameters hold its weights and bias
    /// @param hidden h, by row
    public ScalarHead(Dense layer, float[] parameters, Matrix hidden) {
        Fit.columns("input of " + layer.name(), layer.inputs(), hidden.columns());
        Fit.column(layer);
        this.layer = layer;
        this.parameters = parameters;
        this.hidden = hidden;
        partial = new float[hidden.rows() * PANEL];
    }

    /// Computes some rows.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    /// @param q `[rows]`, filled in that range
    public void forward(int firstRow, int endRow, float[] q) {
        float[] h = hidden.array();
        float[] p = partial;
        float bias = parameters[layer.bias(0)];
        for (int r = firstRow; r < endRow; r++) {
            for (int lane = 0; lane < PANEL; lane += Lanes.WIDTH) {
                FloatVector sum = FloatVector.zero(S);
                int o = r * hidden.stride() + lane;
                for (int k = lane; k < layer.paddedInputs(); k += PANEL, o += PANEL) {
                    sum = fromArray(S, h, o).fma(fromArray(S, parameters, layer.offset() + k), sum);
                }
                sum.intoArray(p, r * PANEL + lane);
            }
            q[r] = Lanes.tree(p, r * PANEL) + bias;
        }
    }
}
