package dev.sinew.trainer.report;

import java.util.List;
import java.util.Locale;

/// Plots of one size in rows and columns as one picture, with one legend below all of them: a curve has the same style
/// in every plot.
public final class PlotGrid {
    private static final int TITLE = 34;
    private static final int MARGIN = 14;

    private final String title;
    private final List<List<LinePlot>> rows;
    private final List<String> names;

    /// Puts plots together.
    ///
    /// @param title above all; empty for none
    /// @param rows of plots, all of the same size; the last may hold fewer
    /// @param names of the curves with the styles 0, 1, 2, …
    public PlotGrid(String title, List<List<LinePlot>> rows, List<String> names) {
        if (rows.isEmpty() || rows.getFirst().isEmpty()) {
            throw new IllegalArgumentException("a grid must hold at least one plot, held none");
        }
        this.title = title;
        this.rows = rows.stream().map(List::copyOf).toList();
        this.names = List.copyOf(names);
    }

    /// {@return the picture, an `<svg>` element that stands alone}
    public String svg() {
        LinePlot.Size size = rows.getFirst().getFirst().size();
        int width = size.width() * rows.getFirst().size();
        Legend legend = new Legend(names, width - 2 * MARGIN);
        int top = title.isEmpty() ? 0 : TITLE;
        int plots = size.height() * rows.size();
        StringBuilder svg = new StringBuilder();
        Svg.open(svg, width, top + plots + legend.height() + MARGIN, title);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                svg.append(String.format(
                                Locale.ROOT,
                                "<g transform='translate(%d %d)'>%n",
                                column * size.width(),
                                top + row * size.height()))
                        .append(rows.get(row).get(column).content())
                        .append("</g>\n");
            }
        }
        legend.draw(svg, MARGIN, top + plots);
        return svg.append("</svg>\n").toString();
    }
}
