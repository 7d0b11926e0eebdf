package dev.sinew.trainer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The term `cost` is held to a limit of 0.5.
class ConstrainedFineTuningTest {
    private final FakeLearner learner = new FakeLearner();

    @Test
    void aCostAboveItsLimitIsLearnedBesideTheRewardAndGetsAPrice() {
        FakeLearner priced = new FakeLearner();
        FineTuning bound =
                FineTuningTest.tuning(priced, Optional.of(new FineTuningSettings.Constraint("cost", 0.5, 0, 2, 0, 0)));
        FineTuningTest.freeze(bound);
        bound.learn(100_000);
        assertEquals(0, priced.price);
        costly(bound);

        // λ = 2·0.5, for what is above the limit once more does not count; a cost of the limit takes 1·0.5
        assertEquals(1, bound.standing().multiplier());
        assertEquals(0.5, priced.price);
        long last = priced.replay().end() - 1;
        int reward = priced.replay().at(last) + priced.replay().reward();
        assertEquals(-0.5f, priced.replay().block(last)[reward], "as the robot said");
        assertEquals(3f, priced.replay().cost(last), "in limits");
        assertEquals(0f, priced.replay().cost(0));
    }

    /// Reward 1 − 1.5, cost 1.5 in each step.
    private static void costly(FineTuning tuning) {
        for (int step = 0; step < FineTuningTest.EPISODE; step++) {
            tuning.take(new RobotStep(
                    0,
                    new float[1],
                    new float[1],
                    new float[1],
                    new float[] {1, -1.5f},
                    false,
                    step == FineTuningTest.EPISODE - 1));
        }
    }

    @Test
    void aPriceToBeginWithCountsFromTheFirstUpdate() {
        FineTuningTest.tuning(learner, Optional.of(new FineTuningSettings.Constraint("cost", 0.5, 0, 2, 0, 3)));

        assertEquals(1.5, learner.price);
    }

    @Test
    void costsAndPriceAreThereAfterARestart() throws IOException {
        Optional<FineTuningSettings.Constraint> constraint =
                Optional.of(new FineTuningSettings.Constraint("cost", 0.5, 0, 2, 0, 0));
        FineTuning before = FineTuningTest.tuning(learner, constraint);
        FineTuningTest.online(before);
        costly(before);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        before.save(new DataOutputStream(bytes));
        FakeLearner again = new FakeLearner();
        FineTuningTest.tuning(again, constraint)
                .restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        assertEquals(0.5, again.price);
        for (long number = 0; number < learner.replay().end(); number++) {
            assertEquals(learner.replay().cost(number), again.replay().cost(number));
        }
        assertEquals(3f, again.replay().cost(again.replay().end() - 1));
    }

    @Test
    void withoutAConstraintNoStepHasACost() {
        FineTuning tuning = FineTuningTest.tuning(learner, Optional.empty());
        FineTuningTest.play(tuning, 0, 500);

        assertTrue(Float.isNaN(learner.replay().cost(0)));
    }

    @Test
    void aRollBackHalvesThePriceOfTheCost() {
        FakeLearner priced = new FakeLearner();
        FineTuning bound = FineTuningTest.tuning(
                priced, Optional.of(new FineTuningSettings.Constraint("cost", 0.5, 0, 0.01, 0, 8)));
        FineTuningTest.online(bound);
        double before = 8;
        while (bound.standing().rollBacks() == 0) {
            before = bound.standing().multiplier();
            FineTuningTest.play(bound, bound.standing().policy(), 100);
            bound.learn(100_000);
        }

        assertEquals(
                (before - 0.01 * 0.5) / 2, bound.standing().multiplier(), 1e-9, "an episode without a cost, halved");
        assertEquals(bound.standing().multiplier() * 0.5, priced.price, 1e-12);
    }

    @Test
    void aConstraintOnATermThatThereIsNotIsRefused() {
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class,
                () -> FineTuningTest.tuning(
                        new FakeLearner(), Optional.of(new FineTuningSettings.Constraint("torque", 0.5, 0, 2, 0, 0))));

        assertEquals("constraint.term must be one of reward, cost, was 'torque'", thrown.getMessage());
    }
}
