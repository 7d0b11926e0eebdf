package dev.sinew.trainer.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A curve drawn in characters, for a terminal or a log.
public final class TextPlot {
    private static final int LABEL = 10;

    private final int width;
    private final int height;

    /// A plot of the given size.
    ///
    /// @param width columns of the drawing, at least 10
    /// @param height rows of the drawing, at least 3
    public TextPlot(int width, int height) {
        if (width < 10 || height < 3) {
            throw new IllegalArgumentException("plot must be at least 10 x 3, was " + width + " x " + height);
        }
        this.width = width;
        this.height = height;
    }

    /// {@return the lines of the plot, top first; one line that says so where there is nothing to draw}
    ///
    /// @param curve to draw
    public List<String> draw(Series curve) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < curve.size(); i++) {
            if (Double.isFinite(curve.y(i))) {
                least = Math.min(least, curve.y(i));
                most = Math.max(most, curve.y(i));
            }
        }
        if (least > most) {
            return List.of("(nothing to draw)");
        }
        char[][] grid = fill(curve, Scale.covering(least, most, height - 1));
        return label(grid, Scale.covering(least, most, height - 1), curve);
    }

    private char[][] fill(Series curve, Scale scale) {
        char[][] grid = new char[height][width];
        for (char[] row : grid) {
            Arrays.fill(row, ' ');
        }
        double first = curve.x(0);
        double span = Math.max(1e-300, curve.x(curve.size() - 1) - first);
        for (int i = 0; i < curve.size(); i++) {
            if (Double.isFinite(curve.y(i))) {
                int column = (int) Math.round((curve.x(i) - first) / span * (width - 1));
                int row = (int) Math.round(scale.pixel(curve.y(i), height - 1.0, 0));
                grid[row][column] = '*';
            }
        }
        return grid;
    }

    private List<String> label(char[][] grid, Scale scale, Series curve) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < height; row++) {
            double value = scale.high() - (scale.high() - scale.low()) * row / (height - 1);
            boolean labelled = row == 0 || row == height - 1 || row == (height - 1) / 2;
            String label = labelled ? String.format(Locale.ROOT, "%.5g", value) : "";
            lines.add(String.format(Locale.ROOT, "%" + LABEL + "s |%s", label, new String(grid[row]).stripTrailing()));
        }
        lines.add(" ".repeat(LABEL) + " +" + "-".repeat(width));
        String left = String.format(Locale.ROOT, "%.6g", curve.x(0));
        String right = String.format(Locale.ROOT, "%.6g", curve.x(curve.size() - 1));
        int gap = Math.max(1, width - left.length() - right.length());
        lines.add(" ".repeat(LABEL + 2) + left + " ".repeat(gap) + right);
        return lines;
    }
}
