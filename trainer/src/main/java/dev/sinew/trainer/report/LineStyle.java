package dev.sinew.trainer.report;

import java.util.List;

/// How a curve is drawn. The first eight styles differ in color and most of them in dashes too, so that they can be
/// told apart on paper and by those who see few colors (colors after Okabe and Ito); 32 differ in one of the two.
///
/// @param color of the line
/// @param dashes lengths in pixels of dash and gap; empty for none
record LineStyle(String color, String dashes) {
    private static final List<String> COLORS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#7a5195", "#e69f00", "#56b4e9", "#222222");
    private static final List<String> DASHES = List.of("", "8 3", "2 3", "9 3 2 3");

    /// {@return the style of a curve}
    ///
    /// @param index of the curve, from 0
    static LineStyle of(int index) {
        int turn = index / COLORS.size();
        return new LineStyle(COLORS.get(index % COLORS.size()), DASHES.get((index + turn) % DASHES.size()));
    }

    /// {@return the attributes of a line}
    ///
    /// @param width in pixels
    String stroke(double width) {
        return "stroke='" + color + "' stroke-width='" + width + "'"
                + (dashes.isEmpty() ? "" : " stroke-dasharray='" + dashes + "'");
    }
}
