package dev.sinew.trainer.progress;

/// Figures as text, the same in every file.
final class Figures {
    /// Below this every whole number is exact in a double.
    private static final double WHOLE_LIMIT = 1e15;

    private Figures() {}

    /// {@return the shortest text that reads back as the same number; whole numbers without a point}
    ///
    /// @param value any; `NaN`, `Infinity` and `-Infinity` are written so
    static String text(double value) {
        boolean negativeZero = value == 0 && 1 / value < 0;
        if (value == Math.rint(value) && Math.abs(value) < WHOLE_LIMIT && !negativeZero) {
            return Long.toString((long) value);
        }
        return Double.toString(value);
    }
}
