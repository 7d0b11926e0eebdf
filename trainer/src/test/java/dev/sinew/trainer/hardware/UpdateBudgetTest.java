package dev.sinew.trainer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class UpdateBudgetTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void owesWhatTheStepsAreWorth() {
        UpdateBudget budget = new UpdateBudget(1.25, Double.POSITIVE_INFINITY);
        int made = 0;
        for (int step = 0; step < 1000; step++) {
            budget.step();
            made += budget.take(100, 0);
        }
        assertEquals(1250, made);
    }

    @Test
    void makesNoMoreThanAreAskedForAndOwesTheOthers() {
        UpdateBudget budget = new UpdateBudget(10, Double.POSITIVE_INFINITY);
        budget.step();

        assertEquals(4, budget.take(4, 0));
        assertEquals(6, budget.take(100, 0));
        assertEquals(0, budget.take(100, 0));
    }

    @Test
    void spendsNoMoreThanASecondsUpdatesInASecond() {
        // 100 steps a second are worth 1000 updates, 200 may be made: one second's worth at once, then 200 a second
        UpdateBudget budget = new UpdateBudget(10, 200);
        int made = 0;
        for (int tick = 0; tick <= 1000; tick++) {
            budget.step();
            made += budget.take(100, tick * (SECOND / 100));
        }
        assertEquals(200 + 10 * 200, made, 1);
    }

    @Test
    void whatASecondCannotSpendIsForgiven() {
        UpdateBudget budget = new UpdateBudget(1000, 50);
        budget.take(0, 0);
        for (int step = 0; step < 100; step++) {
            budget.step();
        }
        assertEquals(50, budget.take(1_000_000, 0));
        assertEquals(0, budget.take(1_000_000, 10 * SECOND), "a slow learner owes nothing for ever");
    }

    @Test
    void goesOnAfterARestartAsIfNothingHadBeen() throws IOException {
        UpdateBudget budget = new UpdateBudget(10, 200);
        for (int step = 0; step < 100; step++) {
            budget.step();
        }
        budget.take(150, 3 * SECOND);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        budget.save(new DataOutputStream(bytes));
        UpdateBudget other = new UpdateBudget(10, 200);
        other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        // 50 of the second's worth are left, and a tenth of a second is worth 20 more; 50 of 200 are still owed
        budget.step();
        other.step();
        assertEquals(60, budget.take(1000, 3 * SECOND + SECOND / 10));
        assertEquals(60, other.take(1000, 3 * SECOND + SECOND / 10));
    }

    @Test
    void aClockThatBeginsAnewTakesNothingBack() {
        UpdateBudget budget = new UpdateBudget(10, 200);
        budget.step();
        budget.take(10, 1000 * SECOND);
        budget.step();

        assertEquals(10, budget.take(1000, 5));
    }
}
