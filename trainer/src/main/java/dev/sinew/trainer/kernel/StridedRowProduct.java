package dev.sinew.trainer.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The product for one stride between the rows of the left operand. Not used itself: [Kernels] makes a copy for each
/// stride.
///
/// The loops are bare on purpose: a bias, an activation or a mask inside them was measured at 0.7 of the speed, and
/// made C2 box vectors. A block is two vectors wide and as high as the registers allow: eight rows where there are 32
/// vector registers, five where there are 16. Six would fit by hand, but C2 keeps up to three broadcasts at once and
/// then spills a sum, at 0.8 of the speed; with constant addresses it moves all broadcasts to the front and spills
/// four, so five rows take their addresses from variables.
final class StridedRowProduct implements RowProduct {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int STRIDE = Specialized.constant(MethodHandles.lookup());
    private static final int ROWS = Lanes.REGISTERS < 32 ? 5 : 8;

    private final float[] left;
    private final float[] right;
    private final float[] out;
    private final int leftOffset;
    private final int leftRow;
    private final View rightView;
    private final View outView;
    private final int outRow;
    private final int depth;
    private final int columns;

    StridedRowProduct(View left, View right, View out, int depth, int columns) {
        this.left = left.array;
        this.right = right.array;
        this.out = out.array;
        leftOffset = left.offset;
        leftRow = left.row;
        rightView = right;
        outView = out;
        outRow = out.row;
        this.depth = depth;
        this.columns = Lanes.roundUp(columns, Lanes.PANEL);
    }

    @Override
    public void tile(int column, int firstRow, int endRow) {
        int second = Lanes.second(column, columns, rightView.panel);
        int outSecond = Lanes.second(column, columns, outView.panel);
        int m = rightView.at(column);
        int o = outView.at(column);
        int row = firstRow;
        for (; row + ROWS <= endRow; row += ROWS) {
            block(row, m, m + second, o, o + outSecond);
        }
        if (row < endRow && firstRow + ROWS <= endRow) {
            block(endRow - ROWS, m, m + second, o, o + outSecond); // some rows again, to the same bits
            return;
        }
        for (; row < endRow; row++) {
            one(leftOffset + row * STRIDE, m, m + second, o + row * outRow, o + outSecond + row * outRow);
        }
    }

    private void block(int row, int m, int n, int o, int p) {
        int l = leftOffset + row * STRIDE;
        if (ROWS == 8) {
            eight(l, m, n, o + row * outRow, p + row * outRow);
        } else {
            five(l, m, n, o + row * outRow, p + row * outRow);
        }
    }

    private void eight(int l, int m, int n, int o, int p) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector a0 = zero, b0 = zero, a1 = zero, b1 = zero, a2 = zero, b2 = zero, a3 = zero, b3 = zero;
        FloatVector a4 = zero, b4 = zero, a5 = zero, b5 = zero, a6 = zero, b6 = zero, a7 = zero, b7 = zero;
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(S, right, m + k * 16), y = fromArray(S, right, n + k * 16);
            a0 = x.fma(broadcast(S, left[l + k]), a0);
            b0 = y.fma(broadcast(S, left[l + k]), b0);
            a1 = x.fma(broadcast(S, left[l + STRIDE + k]), a1);
            b1 = y.fma(broadcast(S, left[l + STRIDE + k]), b1);
            a2 = x.fma(broadcast(S, left[l + 2 * STRIDE + k]), a2);
            b2 = y.fma(broadcast(S, left[l + 2 * STRIDE + k]), b2);
            a3 = x.fma(broadcast(S, left[l + 3 * STRIDE + k]), a3);
            b3 = y.fma(broadcast(S, left[l + 3 * STRIDE + k]), b3);
            a4 = x.fma(broadcast(S, left[l + 4 * STRIDE + k]), a4);
            b4 = y.fma(broadcast(S, left[l + 4 * STRIDE + k]), b4);
            a5 = x.fma(broadcast(S, left[l + 5 * STRIDE + k]), a5);
            b5 = y.fma(broadcast(S, left[l + 5 * STRIDE + k]), b5);
            a6 = x.fma(broadcast(S, left[l + 6 * STRIDE + k]), a6);
            b6 = y.fma(broadcast(S, left[l + 6 * STRIDE + k]), b6);
            a7 = x.fma(broadcast(S, left[l + 7 * STRIDE + k]), a7);
            b7 = y.fma(broadcast(S, left[l + 7 * STRIDE + k]), b7);
        }
        a0.intoArray(out, o);
        b0.intoArray(out, p);
        a1.intoArray(out, o + outRow);
        b1.intoArray(out, p + outRow);
        a2.intoArray(out, o + 2 * outRow);
        b2.intoArray(out, p + 2 * outRow);
        a3.intoArray(out, o + 3 * outRow);
        b3.intoArray(out, p + 3 * outRow);
        a4.intoArray(out, o + 4 * outRow);
        b4.intoArray(out, p + 4 * outRow);
        a5.intoArray(out, o + 5 * outRow);
        b5.intoArray(out, p + 5 * outRow);
        a6.intoArray(out, o + 6 * outRow);
        b6.intoArray(out, p + 6 * outRow);
        a7.intoArray(out, o + 7 * outRow);
        b7.intoArray(out, p + 7 * outRow);
    }

    private void five(int l, int m, int n, int o, int p) {
        FloatVector zero = FloatVector.zero(S);
        int l1 = l + leftRow, l2 = l1 + leftRow, l3 = l2 + leftRow, l4 = l3 + leftRow;
        FloatVector a0 = zero, b0 = zero, a1 = zero, b1 = zero, a2 = zero, b2 = zero, a3 = zero, b3 = zero;
        FloatVector a4 = zero, b4 = zero;
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(S, right, m + k * 16), y = fromArray(S, right, n + k * 16);
            a0 = x.fma(broadcast(S, left[l + k]), a0);
            b0 = y.fma(broadcast(S, left[l + k]), b0);
            a1 = x.fma(broadcast(S, left[l1 + k]), a1);
            b1 = y.fma(broadcast(S, left[l1 + k]), b1);
            a2 = x.fma(broadcast(S, left[l2 + k]), a2);
            b2 = y.fma(broadcast(S, left[l2 + k]), b2);
            a3 = x.fma(broadcast(S, left[l3 + k]), a3);
            b3 = y.fma(broadcast(S, left[l3 + k]), b3);
            a4 = x.fma(broadcast(S, left[l4 + k]), a4);
            b4 = y.fma(broadcast(S, left[l4 + k]), b4);
        }
        a0.intoArray(out, o);
        b0.intoArray(out, p);
        a1.intoArray(out, o + outRow);
        b1.intoArray(out, p + outRow);
        a2.intoArray(out, o + 2 * outRow);
        b2.intoArray(out, p + 2 * outRow);
        a3.intoArray(out, o + 3 * outRow);
        b3.intoArray(out, p + 3 * outRow);
        a4.intoArray(out, o + 4 * outRow);
        b4.intoArray(out, p + 4 * outRow);
    }

    private void one(int l, int m, int n, int o, int p) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector a0 = zero, b0 = zero;
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(S, right, m + k * 16), y = fromArray(S, right, n + k * 16);
            a0 = x.fma(broadcast(S, left[l + k]), a0);
            b0 = y.fma(broadcast(S, left[l + k]), b0);
        }
        a0.intoArray(out, o);
        b0.intoArray(out, p);
    }
}
