package dev.sinew.trainer.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Layer normalisation of rows and the activation behind it: `x̂ = (x − mean) / √(variance + ε)` over the columns of a
/// row, `y = activation(gain·x̂ + shift)`. Ba, Kiros and Hinton, *Layer Normalization*, arXiv:1607.06450v1, Eq. 4, with
/// ε = 1e-5 as in PyTorch.
///
/// Sixteen partial sums for each row, whatever the width of the vectors, added as a tree. Threads may share it on
/// different rows.
public final class LayerNorm {
    /// Added to the variance.
    public static final float EPSILON = 1e-5f;

    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int PANEL = Lanes.PANEL;

    private final float[] parameters;
    private final int gain;
    private final int shift;
    private final Matrix x;
    private final Matrix normalized;
    private final Matrix y;
    private final Epilogue epilogue;
    private final float[] live;
    private final float[] inverse;
    private final float[] partial;

    /// Where the numbers of a normalisation lie in an array of parameters: a gain and a shift for each column, each
    /// padded to a multiple of 16. The padding of both is zero.
    ///
    /// @param columns that are normalised, at least 2
    /// @param offset of the first gain
    public record Layout(int columns, int offset) {
        /// Refuses rows that have no variance.
        public Layout {
            if (columns < 2 || offset < 0) {
                throw new IllegalArgumentException(
                        "normalised rows must have at least 2 columns, had %d from %d".formatted(columns, offset));
            }
        }

        /// {@return where the gains begin}
        public int gain() {
            return offset;
        }

        /// {@return where the shifts begin}
        public int shift() {
            return offset + Lanes.roundUp(columns, PANEL);
        }

        /// {@return where the next numbers begin}
        public int end() {
            return offset + 2 * Lanes.roundUp(columns, PANEL);
        }
    }

    /// Binds a normalisation to its arrays.
    ///
    /// @param layout of gain and shift
    /// @param parameters hold them
    /// @param x by row
    /// @param y by row, filled by [#forward]
    /// @param activation applied last
    public LayerNorm(Layout layout, float[] parameters, Matrix x, Matrix y, Activation activation) {
        Fit.rows(x, y);
        Fit.columns("normalised rows", layout.columns(), x.columns());
        Fit.columns("normalised output", layout.columns(), y.columns());
        this.parameters = parameters;
        this.x = x;
        this.y = y;
        gain = layout.gain();
        shift = layout.shift();
        normalized = Matrix.byRow(x.rows(), x.columns());
        epilogue = new Epilogue(activation, y);
        inverse = new float[x.rows()];
        partial = new float[x.rows() * PANEL];
        live = new float[x.paddedColumns()];
        for (int c = 0; c < x.columns(); c++) {
            live[c] = 1f;
        }
    }

    /// Computes some rows.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    public void forward(int firstRow, int endRow) {
        for (int r = firstRow; r < endRow; r++) {
            float mean = sum(r) / x.columns();
            float variance = squares(r, mean) / x.columns();
            inverse[r] = (float) (1 / Math.sqrt(variance + EPSILON));
            scale(r, mean, inverse[r]);
        }
        for (int column = 0; column < live.length; column += Lanes.TILE) {
            epilogue.forward(column, firstRow, endRow, parameters, shift);
        }
    }

    private float sum(int r) {
        float[] a = x.array();
        for (int lane = 0; lane < PANEL; lane += Lanes.WIDTH) {
            FloatVector sum = FloatVector.zero(S);
            for (int c = lane; c < live.length; c += PANEL) {
                sum = sum.add(fromArray(S, a, r * x.stride() + c));
            }
            sum.intoArray(partial, r * PANEL + lane);
        }
        return Lanes.tree(partial, r * PANEL);
    }

    private float squares(int r, float mean) {
        float[] a = x.array();
        for (int lane = 0; lane < PANEL; lane += Lanes.WIDTH) {
            FloatVector sum = FloatVector.zero(S);
            for (int c = lane; c < live.length; c += PANEL) {
                FloatVector d = fromArray(S, a, r * x.stride() + c).sub(mean).mul(fromArray(S, live, c));
                sum = d.fma(d, sum);
            }
            sum.intoArray(partial, r * PANEL + lane);
        }
        return Lanes.tree(partial, r * PANEL);
    }

    private void scale(int r, float mean, float factor) {
        FloatVector m = broadcast(S, mean);
        int from = r * x.stride();
        for (int c = 0; c < live.length; c += Lanes.WIDTH) {
            FloatVector n = fromArray(S, x.array(), from + c).sub(m).mul(factor).mul(fromArray(S, live, c));
            n.intoArray(normalized.array(), from + c);
            n.mul(fromArray(S, parameters, gain + c)).intoArray(y.array(), from + c);
        }
    }

    Matrix normalized() {
        return normalized;
    }

    float[] inverse() {
        return inverse;
    }

    float[] live() {
        return live;
    }

    float[] parameters() {
        return parameters;
    }

    int gain() {
        return gain;
    }

    int shift() {
        return shift;
    }
}
