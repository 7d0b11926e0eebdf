package dev.sinew.runtime.policy;

/// Element by element: `out = left ∘ right`.
final class BinaryStep implements Step {
    /// What ∘ is.
    enum Operator {
        /// Sum.
        ADD,
        /// Difference.
        SUBTRACT,
        /// Product.
        MULTIPLY,
        /// Quotient.
        DIVIDE
    }

    private final Operator operator;
    private final float[] left;
    private final float[] right;
    private final float[] out;

    /// Keeps the arrays, all of one length.
    ///
    /// @param operator ∘
    /// @param left `[n]`, read
    /// @param right `[n]`, read
    /// @param out `[n]`, filled by [#run]
    BinaryStep(Operator operator, float[] left, float[] right, float[] out) {
        this.operator = operator;
        this.left = left;
        this.right = right;
        this.out = out;
    }

    @Override
    public void run() {
        switch (operator) {
            case ADD -> add();
            case SUBTRACT -> subtract();
            case MULTIPLY -> multiply();
            case DIVIDE -> divide();
        }
    }

    private void add() {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] + right[i];
        }
    }

    private void subtract() {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] - right[i];
        }
    }

    private void multiply() {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] * right[i];
        }
    }

    private void divide() {
        for (int i = 0; i < out.length; i++) {
            out[i] = left[i] / right[i];
        }
    }
}
