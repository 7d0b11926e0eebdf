package dev.sinew.runtime.policy;

import java.util.Arrays;

/// A dense layer: `y = x·W + b`.
///
/// Four rows of W per pass over y: C2 turns the inner loop into vector code. Each sum starts at zero, takes its
/// products in order by fused multiply-add and the bias at last, as ONNX Runtime's and the trainer's sums do:
/// strongly trained policies cancel large terms, and another order shows in the fifth digit. [Math#fma] rounds once
/// by definition, so bits are the same interpreted and compiled, on every processor.
final class DenseStep implements Step {
    private final float[] x;
    private final float[] weights;
    private final float[] bias;
    private final float[] y;

    /// Keeps the arrays.
    ///
    /// @param x `[in]`, read
    /// @param weights W, `[in, out]` row-major
    /// @param bias b, `[out]`
    /// @param y `[out]`, filled by [#run]
    DenseStep(float[] x, float[] weights, float[] bias, float[] y) {
        this.x = x;
        this.weights = weights;
        this.bias = bias;
        this.y = y;
    }

    @Override
    public void run() {
        Arrays.fill(y, 0);
        int i = 0;
        for (; i + 4 <= x.length; i += 4) {
            addFour(x[i], x[i + 1], x[i + 2], x[i + 3], i * y.length);
        }
        for (; i < x.length; i++) {
            addOne(x[i], i * y.length);
        }
        for (int j = 0; j < y.length; j++) {
            y[j] += bias[j];
        }
    }

    private void addFour(float x0, float x1, float x2, float x3, int row) {
        float[] w = weights;
        float[] out = y;
        int n = out.length;
        int row1 = row + n;
        int row2 = row1 + n;
        int row3 = row2 + n;
        for (int j = 0; j < n; j++) {
            float sum = Math.fma(x0, w[row + j], out[j]);
            sum = Math.fma(x1, w[row1 + j], sum);
            sum = Math.fma(x2, w[row2 + j], sum);
            out[j] = Math.fma(x3, w[row3 + j], sum);
        }
    }

    private void addOne(float x0, int row) {
        float[] w = weights;
        float[] out = y;
        for (int j = 0; j < out.length; j++) {
            out[j] = Math.fma(x0, w[row + j], out[j]);
        }
    }
}
