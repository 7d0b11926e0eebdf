package dev.sinew.trainer.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.trainer.loop.TimeSplit.Part;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeSharesTest {
    @Test
    void partsAndRestMakeTheWhole() {
        // 2 + 1 + 4 + 2 = 9 of 10 s are booked, so 1 s is the rest; 5000 steps in 10 s
        TimeShares shares = new TimeShares(
                5000, 10, Map.of(Part.ENVIRONMENT, 2.0, Part.POLICY, 1.0, Part.UPDATE, 4.0, Part.EVALUATION, 2.0));

        assertEquals(
                "time: environment 2.0 s (20 %), policy 1.0 s (10 %), update 4.0 s (40 %), evaluation 2.0 s (20 %),"
                        + " rest 1.0 s (10 %); 10.0 s in all, 500 steps/s",
                shares.line());
    }

    @Test
    void aTrainingThatTookNoTimeHasNoRate() {
        assertEquals(0, new TimeShares(5, 0, Map.of()).stepsPerSecond());
    }
}
