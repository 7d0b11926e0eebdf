package dev.sinew.trainer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.trainer.hardware.DipGuard.Episode;
import dev.sinew.trainer.hardware.DipGuard.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// Baseline of 500 give or take 20, scale 1000, a tenth of it put up with.
class DipGuardTest {
    private static final double[] BASELINE = {500, 510, 490, 520, 480, 505};
    private static final FineTuningSettings.Guard SETTINGS = new FineTuningSettings.Guard(5, 0.01, 0.1, 1000);

    @Test
    void saysNothingBeforeAWindowIsFull() {
        DipGuard guard = guard(OptionalDouble.empty());

        for (int i = 0; i < 4; i++) {
            assertEquals(Verdict.WAITING, guard.learned(new Episode(1, 0, 0)));
        }
        assertEquals(Verdict.DIP, guard.learned(new Episode(1, 0, 0)));
    }

    @Test
    void aDipWithinAThirtiethOfTheScaleIsPutUpWith() {
        // 32 below for certain, p = 1/462, but less than a third of 100
        assertEquals(Verdict.GOOD, last(guard(OptionalDouble.empty()), 468, 467, 469, 470, 471));
    }

    @Test
    void aSmallDipForCertainIsNot() {
        // 60 below, p = 1/462
        assertEquals(Verdict.DIP, last(guard(OptionalDouble.empty()), 440, 441, 442, 439, 443));
    }

    @Test
    void aDipBeyondATenthOfTheScaleIsNot() {
        assertEquals(Verdict.DIP, last(guard(OptionalDouble.empty()), 395, 394, 396, 395, 393));
    }

    @Test
    void aSmallDipThatMayBeChanceIsPutUpWith() {
        // 80 below on average by one bad episode of five
        assertEquals(Verdict.GOOD, last(guard(OptionalDouble.empty()), 500, 505, 495, 510, 90));
    }

    @Test
    void aLargeDipIsNotThoughItMayBeChance() {
        // 120 below on average by one bad episode of five
        assertEquals(Verdict.DIP, last(guard(OptionalDouble.empty()), 500, 505, 495, 510, -100));
    }

    @Test
    void aCostMayRiseToItsLimitAndNotBeyond() {
        // the baseline costs 0.2 a step
        assertEquals(Verdict.GOOD, lastCost(guard(OptionalDouble.of(1)), 1.05));
        assertEquals(Verdict.DIP, lastCost(guard(OptionalDouble.of(1)), 1.2));
        assertEquals(Verdict.GOOD, lastCost(guard(OptionalDouble.empty()), 1.2));
    }

    @Test
    void aReturnThatIsPaidForALowerCostIsNoDipUntilItIsThreeDips() {
        // what a step costs above 0.1 takes 1000 for each 0.1: the baseline of 500 at 0.2 is worth -500
        DipGuard guard = new DipGuard(
                SETTINGS, OptionalDouble.of(0.1), (reward, cost) -> reward - 1e4 * Math.max(0, cost - 0.1));
        for (double value : BASELINE) {
            guard.frozen(new Episode(0, value, 0.2));
        }

        assertEquals(Verdict.GOOD, last(guard, 300, 301, 302, 300, 299), "at no cost");
        assertEquals(Verdict.DIP, last(guard, 190, 190, 190, 190, 190), "however little it costs");
        assertEquals(Verdict.DIP, last(guard, -700, -700, -700, -700, -700), "worth less than what costs too much");
        assertEquals(500, guard.baselineReturn(), 5, "told as it was");
    }

    @Test
    void aBaselineNeedsAWindowOfEpisodes() {
        DipGuard guard = new DipGuard(SETTINGS, OptionalDouble.empty(), DipGuardTest::reward);
        for (int i = 0; i < 4; i++) {
            guard.frozen(new Episode(0, 1, 0));
        }
        assertFalse(guard.hasBaseline());
        guard.frozen(new Episode(0, 1, 0));
        assertTrue(guard.hasBaseline());
    }

    @Test
    void goesOnAfterARestartAsIfNothingHadBeen() throws IOException {
        DipGuard guard = guard(OptionalDouble.empty());
        for (int i = 0; i < 4; i++) {
            guard.learned(new Episode(1, 0, 0));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        guard.save(new DataOutputStream(bytes));
        DipGuard other = new DipGuard(SETTINGS, OptionalDouble.empty(), DipGuardTest::reward);
        other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        assertEquals(Verdict.DIP, other.learned(new Episode(1, 0, 0)));
        assertEquals(guard.baselineReturn(), other.baselineReturn());
    }

    private static double reward(double reward, double cost) {
        assertTrue(cost >= 0, "cost " + cost);
        return reward;
    }

    private static DipGuard guard(OptionalDouble limit) {
        DipGuard guard = new DipGuard(SETTINGS, limit, DipGuardTest::reward);
        for (double value : BASELINE) {
            guard.frozen(new Episode(0, value, 0.2 + value / 1e6));
        }
        return guard;
    }

    private static Verdict last(DipGuard guard, double... returns) {
        Verdict verdict = Verdict.WAITING;
        for (double value : returns) {
            verdict = guard.learned(new Episode(1, value, 0));
        }
        return verdict;
    }

    private static Verdict lastCost(DipGuard guard, double cost) {
        Verdict verdict = Verdict.WAITING;
        for (int i = 0; i < 5; i++) {
            verdict = guard.learned(new Episode(1, 500, cost));
        }
        return verdict;
    }
}
