package dev.sinew.trainer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CostConstraintTest {
    private final CostConstraint constraint =
            new CostConstraint(new FineTuningSettings.Constraint("beyond", 0.5, 0, 2, 0, 0));

    @Test
    void theMultiplierClimbsAboveTheLimitAndFallsBelowIt() {
        assertTrue(constraint.episode(0.75));
        assertEquals(0.5, constraint.multiplier()); // 0 + 2·(0.75 − 0.5)
        assertTrue(constraint.episode(0.375));
        assertEquals(0.25, constraint.multiplier()); // 0.5 + 2·(0.375 − 0.5)
    }

    @Test
    void anEpisodeCountsForNoMoreThanTheLimitAboveTheAim() {
        constraint.episode(100);

        assertEquals(1, constraint.multiplier()); // 2·0.5
    }

    @Test
    void aPolicyThatIsTakenBackHalvesThePrice() {
        assertFalse(constraint.takenBack());
        CostConstraint damped = new CostConstraint(new FineTuningSettings.Constraint("beyond", 0.5, 0.2, 2, 3, 1));
        damped.episode(0.9); // 2·(0.9 − 0.4) = 1, of itself alone 3 more

        assertTrue(damped.takenBack());
        assertEquals(1, damped.multiplier());
    }

    @Test
    void theMultiplierIsNeverNegative() {
        assertFalse(constraint.episode(0));
        assertEquals(0, constraint.multiplier());
    }

    @Test
    void aimsBelowTheLimitAndDampsByTheNewestEpisode() {
        CostConstraint damped = new CostConstraint(new FineTuningSettings.Constraint("beyond", 0.5, 0.2, 2, 3, 1));
        damped.episode(0.9); // 2·(0.9 − 0.4) = 1, of itself alone 3 more
        assertEquals(1 + 1 + 3, damped.multiplier(), 1e-12);
        damped.episode(0.4);
        assertEquals(2, damped.multiplier(), 1e-12);
        damped.episode(0.1); // −0.6, of itself alone −1.8
        assertEquals(0, damped.multiplier());
        damped.episode(0.4);
        assertEquals(1.4, damped.multiplier(), 1e-12);
    }

    @Test
    void anEpisodeAboveTheLimitIsWorthLessThanOneBelow() {
        assertEquals(700, constraint.worth(700, 0.5, 1000));
        assertEquals(900 - 500, constraint.worth(900, 0.75, 1000), 1e-9);
        CostConstraint nothing = new CostConstraint(new FineTuningSettings.Constraint("beyond", 0, 0, 2, 0, 0));
        assertEquals(700, nothing.worth(700, 0, 1000));
        assertTrue(nothing.worth(700, 1e-6, 1000) < -1e9);
    }

    @Test
    void aCostIsLearnedInUnitsOfTheLimitAndPricedByWhatTheLimitTakes() {
        constraint.episode(1); // 2·0.5

        assertEquals(6, constraint.inLimits(3));
        assertEquals(0.5, constraint.price());
    }

    @Test
    void aLimitOfNothingLeavesTheUnitOfTheCost() {
        CostConstraint nothing = new CostConstraint(new FineTuningSettings.Constraint("beyond", 0, 0, 2, 0, 7));

        assertEquals(3, nothing.inLimits(3));
        assertEquals(7, nothing.price());
    }

    @Test
    void holdsACostToItsLimitWhereTheTradeIsKnown() {
        // who earns 4·x − λ·x² plays x = 2/λ and costs x²; held to 0.5 that is x = √0.5, λ = 2.83
        double cost = 0;
        for (int i = 0; i < 200; i++) {
            double x = constraint.multiplier() == 0 ? 4 : Math.min(4, 2 / constraint.multiplier());
            cost = x * x;
            constraint.episode(cost);
        }
        assertEquals(0.5, cost, 0.01);
        assertEquals(2 / Math.sqrt(0.5), constraint.multiplier(), 0.03);
    }
}
