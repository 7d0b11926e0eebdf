package dev.sinew.trainer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void coversTheRangeWithRoundSteps() {
        // 0.3 to 9.7 in about 5 steps: 9.4 / 5 = 1.88, so steps of 2 from 0 to 10
        Scale scale = Scale.covering(0.3, 9.7, 5);

        assertEquals(new Scale(0, 10, 2), scale);
        assertEquals(List.of(0.0, 2.0, 4.0, 6.0, 8.0, 10.0), scale.ticks());
    }

    @Test
    void endsNearTheRangeWithTicksInside() {
        // −200 to 5900 in steps of 2000; a quarter of a step is 500
        Scale scale = Scale.near(-200, 5900, 6);

        assertEquals(new Scale(-500, 6000, 2000), scale);
        assertEquals(List.of(0.0, 2000.0, 4000.0, 6000.0), scale.ticks());
    }

    @Test
    void labelsTensOfThousandsInThousands() {
        Scale scale = Scale.covering(0, 300_000, 6);

        assertEquals("150k", scale.label(150_000));
        assertEquals("0", scale.label(0));
    }

    @Test
    void keepsAsManyDigitsAsTheStepHas() {
        Scale scale = Scale.covering(-0.11, 0.12, 5);

        assertEquals("0.05", scale.label(0.05));
        assertEquals("0.00", scale.label(-1e-18));
    }

    @Test
    void givesARangeToASinglePointAndToNothing() {
        assertEquals(
                true, Scale.covering(5, 5, 6).high() > Scale.covering(5, 5, 6).low());
        assertEquals(new Scale(0, 1, 0.2), Scale.covering(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 6));
    }
}
