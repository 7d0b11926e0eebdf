package dev.sinew.trainer.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTableTest {
    @Test
    void whatATrainingEndedWithStandsApartFromItsBest() {
        // last two of seed 1: (9 + 1) / 2 = 5, best 9; of seed 2: (3 + 2000) / 2 = 1001.5, best 2000
        CurveGroup group = new CurveGroup(
                "Reacher-v5", "ppo", List.of(CurveGroupTest.curve(1, 5, 9, 1), CurveGroupTest.curve(2, 4, 3, 2000)));

        List<String> lines =
                new ComparisonTable(List.of(group), 2).markdown().lines().toList();

        assertTrue(lines.getFirst().contains("mean of last 2 evaluations, each seed"), lines.getFirst());
        // the mean of both is 503.25; resamples of two seeds are (5, 5), (5, 1001.5), (1001.5, 1001.5)
        assertEquals(
                "| Reacher-v5 | ppo | 1, 2 | 5.00, 1002 | 503.3 [5.00, 1002] | 9.00, 2000 | 30 | 180 |", lines.get(2));
    }

    @Test
    void fewSeedsAreSaid() {
        String few = new ComparisonTable(List.of(seeds(3)), 1).text();
        String enough = new ComparisonTable(List.of(seeds(4)), 1).text();

        assertTrue(few.contains("Fewer than 4 seeds, so the mean, nothing cut off: sac a (3 seeds)."), few);
        assertFalse(enough.contains("Fewer than"), enough);
    }

    @Test
    void oneSeedHasNoInterval() {
        String text = new ComparisonTable(List.of(seeds(1)), 1).text();

        assertTrue(text.contains("sac a, 1 seed"), text);
        assertFalse(text.lines().limit(3).anyMatch(line -> line.contains("[")), text);
    }

    @Test
    void noEvaluationsAreNoMean() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new ComparisonTable(List.of(seeds(1)), 0));

        assertEquals("evaluations to take the mean of must be at least 1, was 0", refused.getMessage());
    }

    private static CurveGroup seeds(int count) {
        List<LearningCurve> curves = new ArrayList<>();
        for (int seed = 1; seed <= count; seed++) {
            curves.add(CurveGroupTest.curve(seed, seed));
        }
        return new CurveGroup("a", "sac", curves);
    }
}
