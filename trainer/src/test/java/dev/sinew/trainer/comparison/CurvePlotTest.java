package dev.sinew.trainer.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CurvePlotTest {
    private static final Pattern MEAN =
            Pattern.compile("stroke-linejoin='round' (stroke='#\\w+' stroke-width='1.8'[^/]*)/");

    @Test
    void drawsSeedsMeanAndIntervalOverStepsAndOverTime() {
        String svg = CurvePlot.svg(Optional.empty(), List.of(group("a", "sac", 2)));

        assertEquals(2, means(svg).size(), "one mean in each of two plots");
        assertEquals(4, count(svg, "stroke-width='0.7'"), "two seeds in each of two plots");
        assertEquals(2, count(svg, "fill-opacity"), "one band in each of two plots");
        assertTrue(svg.contains("environment steps") && svg.contains("wall-clock time of a training, s"), svg);
        assertTrue(svg.contains("sac (2 seeds)"), svg);
    }

    @Test
    void overStepsAloneTwoTasksShareARow() {
        List<CurveGroup> groups = List.of(group("a", "sac", 1), group("b", "sac", 1), group("c", "sac", 1));

        String svg = CurvePlot.svg(Optional.empty(), groups, CurvePlot.Over.STEPS);

        assertEquals(3, means(svg).size());
        assertEquals(0, count(svg, "wall-clock"));
        assertEquals(1, count(svg, "translate(560 0)"), "the second task beside the first");
        assertEquals(1, count(svg, "translate(0 340)"), "the third below");
        assertEquals(0, count(CurvePlot.svg(Optional.empty(), groups, CurvePlot.Over.CLOCK), "environment steps"));
    }

    @Test
    void eightGroupsInOnePlotLookDifferentAndLeaveSeedsOut() {
        List<CurveGroup> groups = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            groups.add(group("a", "method" + i, 2));
        }

        String svg = CurvePlot.svg(Optional.empty(), groups);

        Set<String> styles = new HashSet<>(means(svg));
        assertEquals(8, styles.size(), "styles " + styles);
        assertEquals(0, count(svg, "stroke-width='0.7'"), "seeds would hide the means");
    }

    @Test
    void anAlgorithmLooksTheSameForEveryTask() {
        String svg = CurvePlot.svg(
                Optional.of("Two tasks"), List.of(group("a", "sac", 1), group("a", "ppo", 1), group("b", "ppo", 1)));

        List<String> styles = means(svg);
        assertEquals(6, styles.size(), "three groups over steps and over time");
        // row a: sac, ppo over steps, then over time; row b: ppo
        assertEquals(styles.get(1), styles.get(4));
        assertEquals(1, count(svg, ">ppo (1 seed)<"), "one legend for all plots");
        assertTrue(svg.contains(">Two tasks<"), svg);
    }

    @Test
    void theLegendLiesBelowTheCurves() {
        String svg = CurvePlot.svg(Optional.empty(), List.of(group("a", "sac", 1)));

        Matcher sample = Pattern.compile("<path d='M[0-9.]+ ([0-9]+)h30'").matcher(svg);
        assertTrue(sample.find(), svg);
        assertTrue(Integer.parseInt(sample.group(1)) >= 340, "a row of plots is 340 pixels high: " + sample.group(1));
        Matcher height = Pattern.compile("height='([0-9]+)'").matcher(svg);
        assertTrue(height.find() && Integer.parseInt(height.group(1)) > Integer.parseInt(sample.group(1)), svg);
    }

    private static CurveGroup group(String task, String algorithm, int seeds) {
        List<LearningCurve> curves = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            curves.add(new LearningCurve(
                    task,
                    algorithm,
                    seed,
                    CurveGroupTest.curve(seed, seed, seed + 1).points()));
        }
        return new CurveGroup(task, algorithm, curves);
    }

    private static List<String> means(String svg) {
        List<String> found = new ArrayList<>();
        Matcher matcher = MEAN.matcher(svg);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }
}
