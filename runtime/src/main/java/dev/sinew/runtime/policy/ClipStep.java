package dev.sinew.runtime.policy;

/// `out = min(max(in, low), high)`; NaN stays NaN, so that the gate sees it.
final class ClipStep implements Step {
    private final float[] in;
    private final float low;
    private final float high;
    private final float[] out;

    /// Keeps the arrays.
    ///
    /// @param in `[n]`, read
    /// @param low lower bound
    /// @param high upper bound
    /// @param out `[n]`, filled by [#run]
    ClipStep(float[] in, float low, float high, float[] out) {
        this.in = in;
        this.low = low;
        this.high = high;
        this.out = out;
    }

    @Override
    public void run() {
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.min(Math.max(in[i], low), high);
        }
    }
}
