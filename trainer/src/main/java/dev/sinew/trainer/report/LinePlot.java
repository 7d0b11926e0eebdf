package dev.sinew.trainer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Curves over one axis as an SVG picture with ticks, labels and a legend.
public final class LinePlot {
    private static final int LEFT = 70;
    private static final int RIGHT_MARGIN = 20;
    private static final int TOP = 36;
    private static final int BOTTOM_MARGIN = 50;
    private static final int FEW_BANDS = 3;

    /// Room of a picture.
    ///
    /// @param width pixels from left to right
    /// @param height pixels from top to bottom, without a legend
    public record Size(int width, int height) {}

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final Size size;
    private final int right;
    private final int bottom;
    private final List<Styled> series = new ArrayList<>();
    private final List<Series> references = new ArrayList<>();
    private final List<Styled> thin = new ArrayList<>();
    private final List<Band> bands = new ArrayList<>();

    /// A line with its style, or that of the curve it belongs to.
    private record Styled(Series line, int style) {}

    /// The area between two lines, in the color of a curve.
    private record Band(Series low, Series high, int style) {}

    /// An empty plot.
    ///
    /// @param title above the plot
    /// @param xLabel with unit
    /// @param yLabel with unit
    public LinePlot(String title, String xLabel, String yLabel) {
        this(title, xLabel, yLabel, new Size(760, 320));
    }

    /// An empty plot.
    ///
    /// @param title above the plot
    /// @param xLabel with unit
    /// @param yLabel with unit
    /// @param size of the picture
    public LinePlot(String title, String xLabel, String yLabel, Size size) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        this.size = size;
        right = size.width() - RIGHT_MARGIN;
        bottom = size.height() - BOTTOM_MARGIN;
    }

    /// {@return the room it takes, without a legend}
    Size size() {
        return size;
    }

    /// Adds a curve.
    ///
    /// @param curve to draw
    /// @return this
    public LinePlot add(Series curve) {
        return add(curve, series.size());
    }

    /// Adds a curve with the style that it has in other plots too.
    ///
    /// @param curve to draw
    /// @param style its number, from 0
    /// @return this
    public LinePlot add(Series curve, int style) {
        series.add(new Styled(curve, style));
        return this;
    }

    /// Adds a thin line in the color of the curve that was added last.
    ///
    /// @param line to draw
    /// @return this
    public LinePlot thin(Series line) {
        thin.add(new Styled(line, series.getLast().style()));
        return this;
    }

    /// Fills the area between two lines in the color of the curve that was added last.
    ///
    /// @param low its lower edge
    /// @param high its upper edge, at the same x
    /// @return this
    public LinePlot band(Series low, Series high) {
        bands.add(new Band(low, high, series.getLast().style()));
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

    /// {@return the picture, an `<svg>` element that stands alone; below it a legend where there are several curves}
    public String svg() {
        List<String> names = new ArrayList<>();
        series.forEach(curve -> names.add(curve.line().name()));
        Legend legend = new Legend(names.size() < 2 ? List.of() : names, right - LEFT);
        StringBuilder svg = new StringBuilder();
        Svg.open(svg, size.width(), size.height() + legend.height(), title);
        draw(svg);
        legend.draw(svg, LEFT, size.height() - 6);
        return svg.append("</svg>\n").toString();
    }

    /// {@return the plot as a part of a picture, without a legend}
    String content() {
        StringBuilder svg = new StringBuilder();
        Svg.heading(svg, title);
        draw(svg);
        return svg.toString();
    }

    private void draw(StringBuilder svg) {
        Scale xScale = xScale();
        Scale yScale = yScale();
        Svg.frame(svg, new Svg.Area(LEFT, right, TOP, bottom), xLabel, yLabel);
        for (double tick : yScale.ticks()) {
            Svg.yTick(svg, LEFT, right, yScale.pixel(tick, bottom, TOP), yScale.label(tick));
        }
        for (double tick : xScale.ticks()) {
            Svg.xTick(svg, xScale.pixel(tick, LEFT, right), bottom, xScale.label(tick));
        }
        drawReferences(svg, yScale);
        bands.forEach(band -> drawBand(svg, band, xScale, yScale));
        for (Styled line : thin) {
            String color = LineStyle.of(line.style()).color();
            String stroke = "stroke='" + color + "' stroke-width='0.7' stroke-opacity='0.6'";
            drawCurve(svg, line.line(), stroke, xScale, yScale);
        }
        for (Styled curve : series) {
            drawCurve(svg, curve.line(), LineStyle.of(curve.style()).stroke(1.8), xScale, yScale);
        }
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
        return Scale.near(least, most, size.width() / 90);
    }

    private List<Series> curves() {
        List<Series> all = new ArrayList<>();
        series.forEach(line -> all.add(line.line()));
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
        return Scale.near(least, most, 6);
    }

    private void drawReferences(StringBuilder svg, Scale yScale) {
        for (Series line : references) {
            double y = yScale.pixel(line.y(0), bottom, TOP);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#9ca3af' stroke-dasharray='6 4'/>%n",
                    LEFT,
                    right,
                    y,
                    y));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x='%d' y='%.1f' text-anchor='end' class='small'>%s</text>%n",
                    right - 4,
                    y - 4,
                    Svg.escape(line.name())));
        }
    }

    private void drawBand(StringBuilder svg, Band band, Scale xScale, Scale yScale) {
        StringBuilder path = new StringBuilder();
        int size = band.low().size();
        for (int i = 0; i < 2 * size; i++) {
            Series edge = i < size ? band.low() : band.high();
            int point = i < size ? i : 2 * size - 1 - i;
            double x = xScale.pixel(edge.x(point), LEFT, right);
            double y = yScale.pixel(edge.y(point), bottom, TOP);
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x, y));
        }
        svg.append("<path d='")
                .append(path)
                .append("Z' stroke='none' fill='")
                .append(LineStyle.of(band.style()).color())
                .append("' fill-opacity='")
                .append(bands.size() > FEW_BANDS ? 0.08 : 0.15)
                .append("'/>\n");
    }

    private void drawCurve(StringBuilder svg, Series curve, String stroke, Scale xScale, Scale yScale) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < curve.size(); i++) {
            if (Double.isFinite(curve.y(i))) {
                double x = xScale.pixel(curve.x(i), LEFT, right);
                double y = yScale.pixel(curve.y(i), bottom, TOP);
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", pen ? "L" : "M", x, y));
                pen = true;
            } else {
                pen = false;
            }
        }
        svg.append("<path d='")
                .append(path)
                .append("' fill='none' stroke-linejoin='round' ")
                .append(stroke)
                .append("/>\n");
    }
}
