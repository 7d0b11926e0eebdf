package dev.sinew.trainer.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class CurveGroupTest {
    @Test
    void theReturnAtTheEndIsTheMeanOfTheLastEvaluations() {
        LearningCurve curve = curve(1, 900, 1, 2, 3);

        assertEquals(2, curve.last(3));
        assertEquals(2.5, curve.last(2));
        assertEquals(900, curve.best());
        assertEquals(4, curve(1, 4).last(3));
    }

    @Test
    void meansAreTakenWhereEverySeedWasEvaluated() {
        CurveGroup group = new CurveGroup("a", "sac", List.of(curve(2, 3, 5), curve(1, 1, 7, 9)));

        assertEquals(
                List.of(1L, 2L),
                group.curves().stream().map(LearningCurve::seed).toList());
        assertEquals(
                List.of(10L, 20L),
                group.moments().stream().map(CurveGroup.Moment::steps).toList());
        assertEquals(
                List.of(2.0, 6.0),
                group.moments().stream().map(moment -> moment.interval().mean()).toList());
    }

    @Test
    void groupsAreOneTaskAndAlgorithm() {
        LearningCurve other = new LearningCurve("b", "sac", 1, curve(1, 1).points());

        List<CurveGroup> groups = CurveGroup.of(List.of(curve(1, 1), other, curve(2, 1)));

        assertEquals(
                List.of("sac a", "sac b"), groups.stream().map(CurveGroup::name).toList());
        assertEquals(2, groups.getFirst().curves().size());
    }

    @Test
    void aSeedCountsOnce() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> CurveGroup.of(List.of(curve(3, 1), curve(3, 2))));

        assertEquals("a seed must come once in sac a, was there twice: 3", refused.getMessage());
    }

    @Test
    void stepsMustRise() {
        CurvePoint point = new CurvePoint(10, 1, 1, 0);

        assertThrows(IllegalArgumentException.class, () -> new LearningCurve("a", "sac", 1, List.of(point, point)));
    }

    /// Evaluations at 10, 20, ... steps.
    static LearningCurve curve(long seed, double... returns) {
        CurvePoint[] points = new CurvePoint[returns.length];
        for (int i = 0; i < returns.length; i++) {
            points[i] = new CurvePoint(10L * (i + 1), 60.0 * (i + 1), returns[i], 0.5);
        }
        return new LearningCurve("a", "sac", seed, List.of(points));
    }
}
