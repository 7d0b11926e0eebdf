package dev.sinew.trainer.report;

import java.util.Locale;

/// Counts per class as an SVG picture; the height of a bar is the logarithm of its count, so that one late tick in ten
/// thousand can be seen.
public final class Histogram {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 320;
    private static final int LEFT = 70;
    private static final int RIGHT = WIDTH - 20;
    private static final int TOP = 36;
    private static final int BOTTOM = HEIGHT - 50;

    private final String title;
    private final String xLabel;
    private final double[] edges;
    private final long[] counts;

    /// Copies the classes.
    ///
    /// @param title above the plot
    /// @param xLabel with unit
    /// @param edges of the classes, rising, one more than counts
    /// @param counts in each class
    public Histogram(String title, String xLabel, double[] edges, long[] counts) {
        if (edges.length != counts.length + 1) {
            throw new IllegalArgumentException(
                    "edges must be one more than counts, was " + edges.length + " and " + counts.length);
        }
        this.title = title;
        this.xLabel = xLabel;
        this.edges = edges.clone();
        this.counts = counts.clone();
    }

    /// {@return the picture, an `<svg>` element that stands alone}
    public String svg() {
        StringBuilder svg = new StringBuilder();
        Svg.open(svg, WIDTH, HEIGHT, title);
        Svg.frame(svg, new Svg.Area(LEFT, RIGHT, TOP, BOTTOM), xLabel, "ticks (logarithmic)");
        long most = 1;
        for (long count : counts) {
            most = Math.max(most, count);
        }
        int decades = Math.max(1, (int) Math.ceil(Math.log10((double) most) - 1e-12));
        for (int decade = 0; decade <= decades; decade++) {
            String label = String.format(Locale.ROOT, "%,d", Math.round(Math.pow(10, decade)));
            Svg.yTick(svg, LEFT, RIGHT, height(Math.pow(10, decade), decades), label);
        }
        drawBars(svg, decades);
        return svg.append("</svg>\n").toString();
    }

    private void drawBars(StringBuilder svg, int decades) {
        double width = (RIGHT - LEFT) / (double) counts.length;
        int everyLabel = Math.max(1, counts.length / 12);
        for (int i = 0; i < counts.length; i++) {
            double x = LEFT + i * width;
            if (counts[i] > 0) {
                double y = height((double) counts[i], decades);
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='#2563eb'><title>%d</title></rect>%n",
                        x + 1,
                        y,
                        Math.max(1, width - 2),
                        BOTTOM - y,
                        counts[i]));
            }
            if (i % everyLabel == 0) {
                Svg.xTick(
                        svg,
                        x,
                        BOTTOM,
                        String.format(Locale.ROOT, "%.6g", edges[i]).replaceAll("\\.?0+$", ""));
            }
        }
    }

    /// A count of 1 still stands a little above the axis.
    private static double height(double count, int decades) {
        double share = (Math.log10(count) + 0.15) / (decades + 0.15);
        return BOTTOM - share * (BOTTOM - TOP);
    }
}
