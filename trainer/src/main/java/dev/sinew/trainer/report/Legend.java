package dev.sinew.trainer.report;

import java.util.List;
import java.util.Locale;

/// Names of curves beside a piece of their lines, row by row; where it stands it covers nothing.
final class Legend {
    private static final int ROW = 20;
    private static final int SAMPLE = 30;
    private static final int GAP = 24;
    /// Width of a letter of 11 pixels, rather too large than too small.
    private static final double LETTER = 6.4;

    private final List<String> names;
    private final int width;

    /// A legend whose names have the styles 0, 1, 2, …
    ///
    /// @param names of the curves
    /// @param width room from left to right, pixels
    Legend(List<String> names, int width) {
        this.names = List.copyOf(names);
        this.width = width;
    }

    /// {@return room from top to bottom, pixels}
    int height() {
        return names.isEmpty() ? 0 : draw(new StringBuilder(), 0, 0) + ROW;
    }

    /// Draws it.
    ///
    /// @param svg added to
    /// @param left edge
    /// @param top edge
    /// @return pixels from the top edge to the top of the last row
    int draw(StringBuilder svg, int left, int top) {
        double x = 0;
        int y = 0;
        for (int i = 0; i < names.size(); i++) {
            double room = SAMPLE + 6 + LETTER * names.get(i).length();
            if (x > 0 && x + room > width) {
                x = 0;
                y += ROW;
            }
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d='M%.1f %dh%d' fill='none' %s/><text x='%.1f' y='%d' class='small'>%s</text>%n",
                    left + x,
                    top + y + ROW / 2,
                    SAMPLE,
                    LineStyle.of(i).stroke(2.2),
                    left + x + SAMPLE + 6,
                    top + y + ROW / 2 + 4,
                    Svg.escape(names.get(i))));
            x += room + GAP;
        }
        return y;
    }
}
