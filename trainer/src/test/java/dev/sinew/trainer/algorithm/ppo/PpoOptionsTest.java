package dev.sinew.trainer.algorithm.ppo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.network.PlainPolicy;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.RandomRollouts;
import dev.sinew.trainer.rollout.Rollout;
import dev.sinew.trainer.rollout.RowOrder;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Schedules of the learning rate and the end of an update at a divergence, minibatch by minibatch. The divergences are
/// computed once more in float64.
class PpoOptionsTest {
    private static final int STEPS = 32;
    private static final int WORLDS = 4;
    private static final int ROWS = STEPS * WORLDS;
    private static final int BATCH = 16;
    private static final double RATE = 2e-3;
    private static final int ACTIONS = 2;

    private final KernelTeam team = new KernelTeam(1);

    @AfterEach
    void close() {
        team.close();
    }

    private static PpoSettings settings(double rate, PpoSettings.Schedule schedule, OptionalDouble target) {
        return new PpoSettings(
                RandomRollouts.settings(STEPS, 12),
                new PpoSettings.Clip(0.2, PpoSettings.ClipSchedule.CONSTANT),
                6,
                BATCH,
                new PpoSettings.Value(0.5, OptionalDouble.empty()),
                0,
                1e9,
                new PpoSettings.Step(new AdamSettings(rate, 0.9, 0.999, 1e-5), schedule, target));
    }

    /// An actor–critic with a full rollout; the same each time.
    private ActorCritic full() {
        ActorCritic actorCritic = RandomRollouts.actorCritic(STEPS, WORLDS, team, 8);
        new RandomRollouts(actorCritic, 9).next();
        return actorCritic;
    }

    private static int[] order() {
        int[] order = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            order[i] = i;
        }
        return order;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7})
    void aLinearRateIsWhatIsLeftOfTheTraining(int k) {
        // after k of 8 updates (8 − k)/8 of it; Adam's first step moves a number by rate·g/(|g| + ε), nearly the rate
        ActorCritic actorCritic = full();
        PpoMinibatch minibatch =
                new PpoMinibatch(settings(RATE, PpoSettings.Schedule.LINEAR, OptionalDouble.empty()), actorCritic);
        float[] policy = actorCritic.policy().values().clone();
        float[] value = actorCritic.value().values().clone();

        minibatch.begin(k / 8.0);
        assertTrue(minibatch.run(order(), 0));

        assertEquals(RATE * (8 - k) / 8, minibatch.rate(), 1e-18);
        assertEquals(minibatch.rate(), largestMove(policy, actorCritic.policy().values()), 0.01 * RATE);
        assertEquals(minibatch.rate(), largestMove(value, actorCritic.value().values()), 0.01 * RATE);
    }

    @Test
    void aConstantRateStaysWhateverIsLeft() {
        PpoMinibatch minibatch =
                new PpoMinibatch(settings(RATE, PpoSettings.Schedule.CONSTANT, OptionalDouble.empty()), full());

        minibatch.begin(0.9);
        minibatch.run(order(), 0);

        assertEquals(RATE, minibatch.rate(), 0);
    }

    private static double largestMove(float[] before, float[] after) {
        double largest = 0;
        for (int i = 0; i < before.length; i++) {
            largest = Math.max(largest, Math.abs((double) after[i] - before[i]));
        }
        return largest;
    }

    @Test
    void anAdaptiveRateFollowsTheDivergenceOfEachMinibatch() {
        // at 0 it stays; above 2·0.02 it falls to two thirds, below ½·0.02 it grows by half, between it stays
        double target = 0.02;
        ActorCritic actorCritic = full();
        PpoMinibatch minibatch =
                new PpoMinibatch(settings(RATE, PpoSettings.Schedule.ADAPTIVE, OptionalDouble.of(target)), actorCritic);
        Twin twin = new Twin(actorCritic);
        double rate = RATE;
        int[] cases = new int[4];
        minibatch.begin(0.5);
        for (int i = 0; i < 80; i++) {
            int first = i % (ROWS / BATCH) * BATCH;
            double divergence = twin.divergence(first);
            float[] before = actorCritic.policy().values().clone();

            assertTrue(minibatch.run(order(), first), "it never ends an update");

            int found = divergence < 1e-12 ? 0 : divergence > 2 * target ? 1 : divergence < target / 2 ? 2 : 3;
            cases[found]++;
            rate = Math.clamp(rate * (found == 1 ? 1 / 1.5 : found == 2 ? 1.5 : 1), 1e-5, 1e-2);
            assertEquals(rate, minibatch.rate(), 1e-12, "minibatch " + i + ", divergence " + divergence);
            assertEquals(divergence, minibatch.divergence(), 1e-6);
            // Adam moves by less than six times its rate (bound (1 − β₁)/√(1 − β₂) ≈ 3.2 and more at first)
            assertTrue(largestMove(before, actorCritic.policy().values()) < 6 * rate, "moved at another rate");
        }
        assertEquals(1, cases[0], "minibatches of the old policy");
        assertTrue(cases[1] > 3 && cases[2] > 1 && cases[3] > 3, "cases " + cases[1] + ' ' + cases[2] + ' ' + cases[3]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 1e9})
    void anAdaptiveRateStaysWithinItsBounds(double target) {
        PpoMinibatch minibatch =
                new PpoMinibatch(settings(RATE, PpoSettings.Schedule.ADAPTIVE, OptionalDouble.of(target)), full());
        minibatch.begin(0);
        for (int i = 0; i < 40; i++) {
            minibatch.run(order(), i % (ROWS / BATCH) * BATCH);
        }

        assertEquals(target < 1 ? 1e-5 : 1e-2, minibatch.rate(), 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.99, 1.01})
    void anUpdateEndsAtTheVeryMinibatchWhoseEstimatePassesTheBound(double share) {
        // by hand and without a target, up to a minibatch whose mean r − 1 − log r is above all before it; the bound,
        // 1.5 times the target, is then a hundredth below that or above it
        ActorCritic free = full();
        RowOrder order = new RowOrder(ROWS, new RandomStream(4).split("order of rows"));
        PpoMinibatch minibatch =
                new PpoMinibatch(settings(RATE, PpoSettings.Schedule.CONSTANT, OptionalDouble.empty()), free);
        Twin twin = new Twin(free);
        minibatch.begin(0);
        order.shuffle();
        double highest = 0;
        double estimate = 0;
        for (int first = 0; first < ROWS; first += BATCH) {
            estimate = twin.estimate(order.rows(), first);
            if (first > 2 * BATCH && estimate > 1.05 * highest) {
                break;
            }
            highest = Math.max(highest, estimate);
            minibatch.run(order.rows(), first);
        }
        assertTrue(estimate > 1.05 * highest, estimate + " is no new height after " + highest);

        ActorCritic held = full();
        OptionalDouble target = OptionalDouble.of(share * estimate / 1.5);
        PpoSettings settings = settings(RATE, PpoSettings.Schedule.CONSTANT, target);
        new PpoLearner(settings, held, new RandomStream(4)).update(held.rollout(), 0);

        boolean ended = share < 1;
        assertEquals(ended, Arrays.equals(free.policy().values(), held.policy().values()));
        assertEquals(ended, Arrays.equals(free.value().values(), held.value().values()));
    }

    @Test
    void aMinibatchBeyondTheBoundChangesNothing() {
        ActorCritic actorCritic = full();
        OptionalDouble target = OptionalDouble.of(1e-4);
        PpoMinibatch minibatch = new PpoMinibatch(settings(0.02, PpoSettings.Schedule.CONSTANT, target), actorCritic);
        minibatch.begin(0);
        assertTrue(minibatch.run(order(), 0), "the old policy is no distance away");
        float[] policy = actorCritic.policy().values().clone();
        float[] value = actorCritic.value().values().clone();

        assertFalse(minibatch.run(order(), BATCH));

        assertArrayEquals(policy, actorCritic.policy().values());
        assertArrayEquals(value, actorCritic.value().values());
    }

    @Test
    void withoutATargetEveryMinibatchCounts() {
        ActorCritic actorCritic = full();
        PpoMinibatch minibatch =
                new PpoMinibatch(settings(0.02, PpoSettings.Schedule.CONSTANT, OptionalDouble.empty()), actorCritic);
        minibatch.begin(0);
        for (int i = 0; i < 48; i++) {
            float before = actorCritic.policy().values()[actorCritic.policy().freeOffset()];

            assertTrue(minibatch.run(order(), i % (ROWS / BATCH) * BATCH));

            assertNotEquals(
                    before, actorCritic.policy().values()[actorCritic.policy().freeOffset()]);
        }
    }

    /// Divergences from the policy that acted, in float64.
    private static final class Twin {
        private final ActorCritic actorCritic;
        private final PlainPolicy plain;
        private final double[] old;
        private final double[][] states;
        private final double[][] actions;

        Twin(ActorCritic actorCritic) {
            this.actorCritic = actorCritic;
            plain = new PlainPolicy(actorCritic.policyShape(), ACTIONS);
            old = PlainPolicy.wide(actorCritic.policy().values());
            Rollout rollout = actorCritic.rollout();
            states = PlainPolicy.rows(rollout.observations());
            actions = PlainPolicy.rows(rollout.actions(), ACTIONS);
        }

        /// KL(old ‖ new) of the rows from `first` on.
        double divergence(int first) {
            double[][] seen = new double[BATCH][];
            System.arraycopy(states, first, seen, 0, BATCH);
            return plain.divergence(old, PlainPolicy.wide(actorCritic.policy().values()), seen);
        }

        /// Mean `r − 1 − log r` of some rows.
        double estimate(int[] rows, int first) {
            double[] now = PlainPolicy.wide(actorCritic.policy().values());
            double sum = 0;
            for (int i = first; i < first + BATCH; i++) {
                double[] action = actions[rows[i]];
                double log = plain.logPi(now, states[rows[i]], action) - plain.logPi(old, states[rows[i]], action);
                sum += Math.expm1(log) - log;
            }
            return sum / BATCH;
        }
    }
}
