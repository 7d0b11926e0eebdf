package dev.sinew.trainer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Curves over one axis as an SVG picture with ticks, labels and a legend.
public final class LinePlot {
    private static final List<String> COLORS =
            List.of("#2563eb", "#dc2626", "#059669", "#d97706", "#7c3aed", "#0891b2", "#be185d", "#4b5563");
    /// Pixels from left to right.
    public static final int WIDTH = 760;

    /// Pixels from top to bottom.
    public static final int HEIGHT = 320;

    private static final int LEFT = 70;
    private static final int RIGHT = WIDTH - 20;
    private static final int TOP = 36;
    private static final int BOTTOM = HEIGHT - 50;

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final List<Series> series = new ArrayList<>();
    private final List<Series> references = new ArrayList<>();
    private final List<Companion> thin = new ArrayList<>();
    private final List<Band> bands = new ArrayList<>();

    /// A thin line in the colour of a curve.
    private record Companion(Series line, int curve) {}

    /// The area between two lines, in the colour of a curve.
    private record Band(Series low, Series high, int curve) {}

    /// An empty plot.
    ///
    /// @param title above the plot
    /// @param xLabel with unit
    /// @param yLabel with unit
    public LinePlot(String title, String xLabel, String yLabel) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    /// Adds a curve.
    ///
    /// @param curve to draw
    /// @return this
    public LinePlot add(Series curve) {
        series.add(curve);
        return this;
    }

    /// Adds a thin line in the colour of the curve that was added last.
    ///
    /// @param line to draw
    /// @return this
    public LinePlot thin(Series line) {
        thin.add(new Companion(line, series.size() - 1));
        return this;
    }

    /// Fills the area between two lines in the colour of the curve that was added last.
    ///
    /// @param low its lower edge
    /// @param high its upper edge, at the same x
    /// @return this
    public LinePlot band(Series low, Series high) {
        bands.add(new Band(low, high, series.size() - 1));
        return this;
    }

    /// Adds a dashed horizontal line, for a limit or a target.
    ///
    /// @param name as the legend shows it
    /// @param y where
    /// @return this
    public LinePlot reference(String name, double y) {
        references.add(new Series(name, new double[] {0}, new double[] {y}));
        return this;
    }

    /// {@return the picture, an `<svg>` element that stands alone}
    public String svg() {
        Scale xScale = xScale();
        Scale yScale = yScale();
        StringBuilder svg = new StringBuilder();
        Svg.open(svg, WIDTH, HEIGHT, title);
        Svg.frame(svg, new Svg.Area(LEFT, RIGHT, TOP, BOTTOM), xLabel, yLabel);
        for (double tick : yScale.ticks()) {
            Svg.yTick(svg, LEFT, RIGHT, yScale.pixel(tick, BOTTOM, TOP), yScale.label(tick));
        }
        for (double tick : xScale.ticks()) {
            Svg.xTick(svg, xScale.pixel(tick, LEFT, RIGHT), BOTTOM, xScale.label(tick));
        }
        drawReferences(svg, yScale);
        bands.forEach(band -> drawBand(svg, band, xScale, yScale));
        thin.forEach(line -> drawCurve(svg, line.line(), new Pen(color(line.curve()), 0.7), xScale, yScale));
        for (int i = 0; i < series.size(); i++) {
            drawCurve(svg, series.get(i), new Pen(color(i), 1.6), xScale, yScale);
        }
        drawLegend(svg);
        return svg.append("</svg>\n").toString();
    }

    private Scale xScale() {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Series curve : curves()) {
            for (int i = 0; i < curve.size(); i++) {
                least = Math.min(least, curve.x(i));
                most = Math.max(most, curve.x(i));
            }
        }
        return Scale.covering(least, most, 8);
    }

    private List<Series> curves() {
        List<Series> all = new ArrayList<>(series);
        thin.forEach(line -> all.add(line.line()));
        for (Band band : bands) {
            all.add(band.low());
            all.add(band.high());
        }
        return all;
    }

    private Scale yScale() {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        List<Series> all = curves();
        all.addAll(references);
        for (Series curve : all) {
            for (int i = 0; i < curve.size(); i++) {
                if (Double.isFinite(curve.y(i))) {
                    least = Math.min(least, curve.y(i));
                    most = Math.max(most, curve.y(i));
                }
            }
        }
        return Scale.covering(least, most, 6);
    }

    private void drawReferences(StringBuilder svg, Scale yScale) {
        for (Series line : references) {
            double y = yScale.pixel(line.y(0), BOTTOM, TOP);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#9ca3af' stroke-dasharray='6 4'/>%n",
                    LEFT,
                    RIGHT,
                    y,
                    y));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x='%d' y='%.1f' text-anchor='end' class='small'>%s</text>%n",
                    RIGHT - 4,
                    y - 4,
                    Svg.escape(line.name())));
        }
    }

    private record Pen(String color, double width) {}

    private static void drawBand(StringBuilder svg, Band band, Scale xScale, Scale yScale) {
        StringBuilder path = new StringBuilder();
        int size = band.low().size();
        for (int i = 0; i < 2 * size; i++) {
            Series edge = i < size ? band.low() : band.high();
            int point = i < size ? i : 2 * size - 1 - i;
            double x = xScale.pixel(edge.x(point), LEFT, RIGHT);
            double y = yScale.pixel(edge.y(point), BOTTOM, TOP);
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x, y));
        }
        svg.append("<path d='")
                .append(path)
                .append("Z' stroke='none' fill='")
                .append(color(band.curve()))
                .append("' fill-opacity='0.15'/>\n");
    }

    private static void drawCurve(StringBuilder svg, Series curve, Pen line, Scale xScale, Scale yScale) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < curve.size(); i++) {
            if (Double.isFinite(curve.y(i))) {
                double x = xScale.pixel(curve.x(i), LEFT, RIGHT);
                double y = yScale.pixel(curve.y(i), BOTTOM, TOP);
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", pen ? "L" : "M", x, y));
                pen = true;
            } else {
                pen = false;
            }
        }
        svg.append("<path d='")
                .append(path)
                .append("' fill='none' stroke='")
                .append(line.color())
                .append("' stroke-width='")
                .append(line.width())
                .append("'/>\n");
    }

    private void drawLegend(StringBuilder svg) {
        if (series.size() < 2) {
            return;
        }
        int x = LEFT + 12;
        for (int i = 0; i < series.size(); i++) {
            String name = series.get(i).name();
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x='%d' y='%d' width='14' height='4' fill='%s'/>"
                            + "<text x='%d' y='%d' class='small'>%s</text>%n",
                    x,
                    TOP - 12,
                    color(i),
                    x + 18,
                    TOP - 7,
                    Svg.escape(name)));
            x += 34 + 7 * name.length();
        }
    }

    private static String color(int index) {
        return COLORS.get(index % COLORS.size());
    }
}
