package dev.sinew.trainer.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The gradients of a [LayerNorm]. With `g = dY ⊙ gain`, where dY is taken before the activation:
/// `dX = (g − mean(g) − x̂ ⊙ mean(g ⊙ x̂)) / √(variance + ε)`, `dgain = Σᵣ dY ⊙ x̂`, `dshift = Σᵣ dY`. Threads may
/// share it on different rows.
public final class LayerNormGradient {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int PANEL = Lanes.PANEL;

    private final LayerNorm norm;
    private final Matrix dY;
    private final Matrix dX;
    private final float[] partial;
    private final int columns;

    /// Binds the gradients to a pass.
    ///
    /// @param norm whose rows were computed
    /// @param dY by row
    /// @param dX by row or in both forms, filled by [#inputs]
    public LayerNormGradient(LayerNorm norm, Matrix dY, Matrix dX) {
        Fit.rows(dY, dX);
        Fit.columns("gradient of a normalisation", norm.normalized().columns(), dY.columns());
        Fit.columns("gradient of normalised rows", norm.normalized().columns(), dX.columns());
        this.norm = norm;
        this.dY = dY;
        this.dX = dX;
        partial = new float[2 * dY.rows() * PANEL];
        columns = dY.paddedColumns();
    }

    /// Computes some rows of dX.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    /// @param rows row `r` belongs to row `rows[r]` of the pass
    public void inputs(int firstRow, int endRow, int[] rows) {
        for (int r = firstRow; r < endRow; r++) {
            sums(r, rows[r]);
            float mean = Lanes.tree(partial, 2 * r * PANEL) / dY.columns();
            float correlation = Lanes.tree(partial, (2 * r + 1) * PANEL) / dY.columns();
            row(r, rows[r], mean, correlation);
        }
    }

    private void sums(int r, int row) {
        float[] n = norm.normalized().array();
        for (int lane = 0; lane < PANEL; lane += Lanes.WIDTH) {
            FloatVector sum = FloatVector.zero(S);
            FloatVector product = FloatVector.zero(S);
            for (int c = lane; c < columns; c += PANEL) {
                FloatVector g = fromArray(S, dY.array(), r * dY.stride() + c)
                        .mul(fromArray(S, norm.parameters(), norm.gain() + c));
                sum = sum.add(g);
                product = g.fma(fromArray(S, n, row * dY.stride() + c), product);
            }
            sum.intoArray(partial, 2 * r * PANEL + lane);
            product.intoArray(partial, (2 * r + 1) * PANEL + lane);
        }
    }

    private void row(int r, int row, float mean, float correlation) {
        float[] n = norm.normalized().array();
        FloatVector m = broadcast(S, mean);
        FloatVector k = broadcast(S, correlation);
        int at = r * dY.stride();
        for (int c = 0; c < columns; c += Lanes.WIDTH) {
            FloatVector g = fromArray(S, dY.array(), at + c).mul(fromArray(S, norm.parameters(), norm.gain() + c));
            FloatVector d = g.sub(m).sub(fromArray(S, n, row * dY.stride() + c).mul(k));
            d.mul(norm.inverse()[row]).mul(fromArray(S, norm.live(), c)).intoArray(dX.array(), at + c);
        }
    }

    /// Computes dgain and dshift over all rows, which must be those of the pass in their order.
    ///
    /// @param gradient lies as the parameters do, filled
    public void weights(float[] gradient) {
        float[] n = norm.normalized().array();
        for (int c = 0; c < columns; c += Lanes.WIDTH) {
            FloatVector gain = FloatVector.zero(S);
            FloatVector shift = FloatVector.zero(S);
            for (int r = 0, o = c; r < dY.rows(); r++, o += dY.stride()) {
                FloatVector d = fromArray(S, dY.array(), o);
                gain = d.fma(fromArray(S, n, o), gain);
                shift = shift.add(d);
            }
            gain.intoArray(gradient, norm.gain() + c);
            shift.intoArray(gradient, norm.shift() + c);
        }
    }
}
