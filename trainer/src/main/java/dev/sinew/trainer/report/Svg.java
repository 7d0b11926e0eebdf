package dev.sinew.trainer.report;

import java.util.Locale;

/// The pieces that every picture shares.
public final class Svg {
    private Svg() {}

    /// Where the curves go, pixels from the top left corner of the picture.
    record Area(int left, int right, int top, int bottom) {}

    static void open(StringBuilder svg, int width, int height, String title) {
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' height='%d' role='img'>%n",
                width,
                height,
                width,
                height));
        svg.append("<style>text{font:13px system-ui,sans-serif;fill:#1f2937}.small{font-size:11px}"
                + ".title{font-size:15px;font-weight:600}</style>\n"
                + "<rect width='100%' height='100%' fill='#ffffff'/>\n");
        if (!title.isEmpty()) {
            svg.append("<title>").append(escape(title)).append("</title>\n");
        }
        heading(svg, title);
    }

    static void heading(StringBuilder svg, String title) {
        svg.append("<text x='12' y='20' class='title'>").append(escape(title)).append("</text>\n");
    }

    static void frame(StringBuilder svg, Area area, String xLabel, String yLabel) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x='%d' y='%d' text-anchor='middle'>%s</text>%n",
                (area.left() + area.right()) / 2,
                area.bottom() + 38,
                escape(xLabel)));
        int middle = (area.top() + area.bottom()) / 2;
        svg.append(String.format(
                Locale.ROOT,
                "<text x='18' y='%d' text-anchor='middle' transform='rotate(-90 18 %d)'>%s</text>%n",
                middle,
                middle,
                escape(yLabel)));
        svg.append(String.format(
                Locale.ROOT,
                "<path d='M%d %dV%dH%d' fill='none' stroke='#6b7280'/>%n",
                area.left(),
                area.top(),
                area.bottom(),
                area.right()));
    }

    static void yTick(StringBuilder svg, int left, int right, double y, String label) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#e5e7eb'/>"
                        + "<text x='%d' y='%.1f' text-anchor='end' class='small'>%s</text>%n",
                left,
                right,
                y,
                y,
                left - 6,
                y + 4,
                escape(label)));
    }

    static void xTick(StringBuilder svg, double x, int y, String label) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1='%.1f' x2='%.1f' y1='%d' y2='%d' stroke='#6b7280'/>"
                        + "<text x='%.1f' y='%d' text-anchor='middle' class='small'>%s</text>%n",
                x,
                x,
                y,
                y + 4,
                x,
                y + 17,
                escape(label)));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&quot;");
    }
}
