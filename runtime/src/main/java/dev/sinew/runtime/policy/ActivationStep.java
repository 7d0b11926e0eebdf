package dev.sinew.runtime.policy;

/// Element by element: `out = f(in)`. NaN stays NaN.
final class ActivationStep implements Step {
    /// What f is.
    enum Function {
        /// `max(x, 0)`.
        RELU,
        /// Hyperbolic tangent.
        TANH,
        /// `1 / (1 + e^−x)`.
        SIGMOID,
        /// `x` above zero, `alpha·(e^x − 1)` below.
        ELU
    }

    private final Function function;
    private final float alpha;
    private final float[] in;
    private final float[] out;

    /// Keeps the arrays.
    ///
    /// @param function f
    /// @param alpha of ELU; the others do not read it
    /// @param in `[n]`, read
    /// @param out `[n]`, filled by [#run]
    ActivationStep(Function function, float alpha, float[] in, float[] out) {
        this.function = function;
        this.alpha = alpha;
        this.in = in;
        this.out = out;
    }

    @Override
    public void run() {
        switch (function) {
            case RELU -> relu();
            case TANH -> tanh();
            case SIGMOID -> sigmoid();
            case ELU -> elu();
        }
    }

    private void relu() {
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.max(in[i], 0);
        }
    }

    private void tanh() {
        for (int i = 0; i < out.length; i++) {
            double e = exp(2.0 * in[i]);
            out[i] = (float) ((e - 1) / (e + 1));
        }
    }

    private void sigmoid() {
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (1 / (1 + exp(-in[i])));
        }
    }

    private void elu() {
        for (int i = 0; i < out.length; i++) {
            out[i] = in[i] > 0 ? in[i] : (float) (alpha * (exp(in[i]) - 1));
        }
    }

    /// e^x by `2^k·e^r` with `|r| ≤ ln 2 / 2` and nine terms of the Taylor series (remainder below 7e-12), plain
    /// double arithmetic: the same bits interpreted and compiled, and faster than [StrictMath#exp].
    private static double exp(double x) {
        double bounded = Math.min(Math.max(x, -700), 700); // NaN stays NaN
        double k = Math.rint(bounded * LOG2_E);
        double r = bounded - k * LN_2;
        double sum = 1 + r / 9;
        sum = 1 + sum * r / 8;
        sum = 1 + sum * r / 7;
        sum = 1 + sum * r / 6;
        sum = 1 + sum * r / 5;
        sum = 1 + sum * r / 4;
        sum = 1 + sum * r / 3;
        sum = 1 + sum * r / 2;
        sum = 1 + sum * r;
        return sum * Double.longBitsToDouble((long) (k + 1023) << 52);
    }

    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN_2 = 0.6931471805599453;
}
