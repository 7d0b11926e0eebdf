package dev.sinew.trainer.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SequencedMap;

/// A page that stands alone: a table of figures, plots and notes, no scripts, nothing fetched.
public final class HtmlReport {
    private final StringBuilder body = new StringBuilder();
    private final String title;

    /// An empty page.
    ///
    /// @param title of the page
    /// @param subtitle one line below it
    public HtmlReport(String title, String subtitle) {
        this.title = title;
        body.append("<h1>").append(Svg.escape(title)).append("</h1>\n");
        body.append("<p class='sub'>").append(Svg.escape(subtitle)).append("</p>\n");
    }

    /// Begins a section.
    ///
    /// @param heading of the section
    /// @return this
    public HtmlReport section(String heading) {
        body.append("<h2>").append(Svg.escape(heading)).append("</h2>\n");
        return this;
    }

    /// Adds a table of names and figures.
    ///
    /// @param figures in order
    /// @return this
    public HtmlReport figures(SequencedMap<String, String> figures) {
        body.append("<table>\n");
        figures.forEach((name, value) -> body.append("<tr><th>")
                .append(Svg.escape(name))
                .append("</th><td>")
                .append(Svg.escape(value))
                .append("</td></tr>\n"));
        body.append("</table>\n");
        return this;
    }

    /// Adds a picture.
    ///
    /// @param svg from a plot
    /// @return this
    public HtmlReport plot(String svg) {
        body.append("<figure>").append(svg).append("</figure>\n");
        return this;
    }

    /// Adds a paragraph.
    ///
    /// @param text plain
    /// @return this
    public HtmlReport text(String text) {
        body.append("<p>").append(Svg.escape(text)).append("</p>\n");
        return this;
    }

    /// Adds lines as they would be typed.
    ///
    /// @param lines commands
    /// @return this
    public HtmlReport code(String lines) {
        body.append("<pre>").append(Svg.escape(lines)).append("</pre>\n");
        return this;
    }

    /// {@return the page}
    public String html() {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                body{font:15px/1.5 system-ui,sans-serif;color:#1f2937;background:#f3f4f6;margin:0}
                main{max-width:820px;margin:24px auto;padding:8px 28px 28px;background:#fff;border-radius:8px}
                h1{margin-bottom:0}.sub{color:#6b7280;margin-top:4px}
                h2{border-bottom:1px solid #e5e7eb;padding-bottom:4px;margin-top:32px}
                table{border-collapse:collapse;width:100%%}
                th{text-align:left;font-weight:500;color:#4b5563;width:42%%}
                th,td{padding:4px 8px;border-bottom:1px solid #f3f4f6}td{font-variant-numeric:tabular-nums}
                figure{margin:16px 0}svg{max-width:100%%;height:auto}
                pre{background:#111827;color:#f9fafb;padding:12px;border-radius:6px;overflow-x:auto}
                </style></head><body><main>
                %s</main></body></html>
                """.formatted(Svg.escape(title), body);
    }

    /// Writes the page.
    ///
    /// @param file where to
    /// @throws IOException when it cannot be written
    public void write(Path file) throws IOException {
        Files.writeString(file, html(), StandardCharsets.UTF_8);
    }
}
