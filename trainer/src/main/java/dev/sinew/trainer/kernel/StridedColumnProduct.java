package dev.sinew.trainer.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The product for one stride between the rows of the left operand. Not used itself: [Kernels] makes a copy for each
/// stride.
///
/// The left operand is broadcast, so it may lie by row, as activations do; the right one is loaded and stored by
/// whole vectors, by panel.
final class StridedColumnProduct implements ColumnProduct {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int STRIDE = Specialized.constant(MethodHandles.lookup());

    private final float[] left;
    private final float[] right;
    private final float[] out;
    private final View leftView;
    private final View rightView;
    private final View outView;
    private final int depth;
    private final int columns;

    StridedColumnProduct(View left, View right, View out, int depth, int columns) {
        this.left = left.array;
        this.right = right.array;
        this.out = out.array;
        leftView = left;
        rightView = right;
        outView = out;
        this.depth = depth;
        this.columns = Lanes.roundUp(columns, Lanes.PANEL);
    }

    @Override
    public void tile(int column, int rows) {
        int m = rightView.at(column);
        int n = m + Lanes.second(column, columns, rightView.panel);
        int o = outView.at(column);
        int p = o + Lanes.second(column, columns, outView.panel);
        for (int k = 0; k < rows; k += COLUMNS) {
            if (COLUMNS == 8) {
                eight(leftView.at(k), m, n, o + k * 16, p + k * 16);
            } else {
                four(leftView.at(k), m, n, o + k * 16, p + k * 16);
            }
        }
    }

    private void eight(int l, int m, int n, int o, int p) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector a0 = zero, b0 = zero, a1 = zero, b1 = zero, a2 = zero, b2 = zero, a3 = zero, b3 = zero;
        FloatVector a4 = zero, b4 = zero, a5 = zero, b5 = zero, a6 = zero, b6 = zero, a7 = zero, b7 = zero;
        for (int r = 0; r < depth; r++) {
            FloatVector x = fromArray(S, right, m + r * 16), y = fromArray(S, right, n + r * 16);
            a0 = x.fma(broadcast(S, left[l + r * STRIDE]), a0);
            b0 = y.fma(broadcast(S, left[l + r * STRIDE]), b0);
            a1 = x.fma(broadcast(S, left[l + r * STRIDE + 1]), a1);
            b1 = y.fma(broadcast(S, left[l + r * STRIDE + 1]), b1);
            a2 = x.fma(broadcast(S, left[l + r * STRIDE + 2]), a2);
            b2 = y.fma(broadcast(S, left[l + r * STRIDE + 2]), b2);
            a3 = x.fma(broadcast(S, left[l + r * STRIDE + 3]), a3);
            b3 = y.fma(broadcast(S, left[l + r * STRIDE + 3]), b3);
            a4 = x.fma(broadcast(S, left[l + r * STRIDE + 4]), a4);
            b4 = y.fma(broadcast(S, left[l + r * STRIDE + 4]), b4);
            a5 = x.fma(broadcast(S, left[l + r * STRIDE + 5]), a5);
            b5 = y.fma(broadcast(S, left[l + r * STRIDE + 5]), b5);
            a6 = x.fma(broadcast(S, left[l + r * STRIDE + 6]), a6);
            b6 = y.fma(broadcast(S, left[l + r * STRIDE + 6]), b6);
            a7 = x.fma(broadcast(S, left[l + r * STRIDE + 7]), a7);
            b7 = y.fma(broadcast(S, left[l + r * STRIDE + 7]), b7);
        }
        a0.intoArray(out, o);
        b0.intoArray(out, p);
        a1.intoArray(out, o + 16);
        b1.intoArray(out, p + 16);
        a2.intoArray(out, o + 32);
        b2.intoArray(out, p + 32);
        a3.intoArray(out, o + 48);
        b3.intoArray(out, p + 48);
        a4.intoArray(out, o + 64);
        b4.intoArray(out, p + 64);
        a5.intoArray(out, o + 80);
        b5.intoArray(out, p + 80);
        a6.intoArray(out, o + 96);
        b6.intoArray(out, p + 96);
        a7.intoArray(out, o + 112);
        b7.intoArray(out, p + 112);
    }

    private void four(int l, int m, int n, int o, int p) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector a0 = zero, b0 = zero, a1 = zero, b1 = zero, a2 = zero, b2 = zero, a3 = zero, b3 = zero;
        for (int r = 0; r < depth; r++) {
            FloatVector x = fromArray(S, right, m + r * 16), y = fromArray(S, right, n + r * 16);
            a0 = x.fma(broadcast(S, left[l + r * STRIDE]), a0);
            b0 = y.fma(broadcast(S, left[l + r * STRIDE]), b0);
            a1 = x.fma(broadcast(S, left[l + r * STRIDE + 1]), a1);
            b1 = y.fma(broadcast(S, left[l + r * STRIDE + 1]), b1);
            a2 = x.fma(broadcast(S, left[l + r * STRIDE + 2]), a2);
            b2 = y.fma(broadcast(S, left[l + r * STRIDE + 2]), b2);
            a3 = x.fma(broadcast(S, left[l + r * STRIDE + 3]), a3);
            b3 = y.fma(broadcast(S, left[l + r * STRIDE + 3]), b3);
        }
        a0.intoArray(out, o);
        b0.intoArray(out, p);
        a1.intoArray(out, o + 16);
        b1.intoArray(out, p + 16);
        a2.intoArray(out, o + 32);
        b2.intoArray(out, p + 32);
        a3.intoArray(out, o + 48);
        b3.intoArray(out, p + 48);
    }
}
