package dev.sinew.trainer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class PlotTest {
    @Test
    void drawsACurveFromCornerToCornerOfItsArea() throws Exception {
        String svg = new LinePlot("Return", "steps", "return")
                .add(new Series("a", new double[] {0, 8}, new double[] {0, 6}))
                .svg();

        // the area runs from (70, 270) to (740, 36); 0-8 and 0-6 are round already
        assertTrue(svg.contains("M70.0 270.0L740.0 36.0"), svg);
        wellFormed(svg);
    }

    @Test
    void leavesAGapWhereAFigureIsMissing() throws Exception {
        double[] y = {0, Double.NaN, 6};
        String svg = new LinePlot("t", "x", "y")
                .add(new Series("a", new double[] {0, 4, 8}, y))
                .svg();

        assertTrue(svg.contains("M70.0 270.0M740.0 36.0"), svg);
        assertFalse(svg.contains("NaN"));
    }

    @Test
    void escapesWhatAUserNamed() throws Exception {
        String svg = new LinePlot("a < b & 'c'", "x", "y")
                .add(new Series("s", new double[] {0, 1}, new double[] {0, 1}))
                .svg();

        wellFormed(svg);
    }

    @Test
    void showsOneLateTickAmongTenThousand() throws Exception {
        String svg = new Histogram("Lateness", "µs", new double[] {0, 10, 100, 1000}, new long[] {9999, 0, 1}).svg();

        wellFormed(svg);
        assertEquals(2, svg.split("<title>\\d+</title>", -1).length - 1, "an empty class has no bar");
    }

    @Test
    void drawsACurveInCharacters() {
        List<String> lines = new TextPlot(11, 3).draw(new Series("r", new double[] {0, 5, 10}, new double[] {0, 1, 2}));

        assertEquals("    2.0000 |          *", lines.get(0));
        assertEquals("    1.0000 |     *", lines.get(1));
        assertEquals("    0.0000 |*", lines.get(2));
    }

    @Test
    void makesAPageThatFetchesNothing() {
        var figures = new LinkedHashMap<String, String>();
        figures.put("upright", "30 s");
        String html = new HtmlReport("Demo", "seed 1")
                .figures(figures)
                .code("./sinew run")
                .html();

        assertTrue(html.contains("<th>upright</th><td>30 s</td>"), html);
        assertFalse(html.contains("src="), html);
        assertFalse(html.contains("<script"), html);
    }

    private static void wellFormed(String xml) throws Exception {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
