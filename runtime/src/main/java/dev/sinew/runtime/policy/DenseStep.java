package dev.sinew.runtime.policy;

/// A dense layer: `y = x·W + b`.
///
/// Four rows of W per pass over y: C2 turns the inner loop into vector code. No sum runs across lanes and nothing is
/// fused, so that bits are the same interpreted and compiled, on every processor.
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
        System.arraycopy(bias, 0, y, 0, y.length);
        int i = 0;
        for (; i + 4 <= x.length; i += 4) {
            addFour(x[i], x[i + 1], x[i + 2], x[i + 3], i * y.length);
        }
        for (; i < x.length; i++) {
            addOne(x[i], i * y.length);
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
            out[j] = out[j] + x0 * w[row + j] + x1 * w[row1 + j] + x2 * w[row2 + j] + x3 * w[row3 + j];
        }
    }

    private void addOne(float x0, int row) {
        float[] w = weights;
        float[] out = y;
        for (int j = 0; j < out.length; j++) {
            out[j] += x0 * w[row + j];
        }
    }
}
