package dev.sinew.trainer.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.sim.environment.StepBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The cases of Stable-Baselines3's tests of n-step replays, at every offset, and those of several worlds.
class NStepReplayTest {
    private static final double DISCOUNT = 0.9;
    private static final int NONE = -1;

    @ParameterizedTest
    @CsvSource({"1, 0", "3, 0", "3, 1", "3, 2", "5, 0", "5, 1", "5, 2", "5, 3", "5, 4"})
    void anEndStopsTheSumAndTheValue(int steps, int endsAt) {
        NStepReplay replay = replay(10, steps, 1, endsAt, NONE);

        assertReturn(replay, 0, endsAt + 1, 0);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "3, 0", "3, 1", "3, 2", "5, 0", "5, 1", "5, 2", "5, 3", "5, 4"})
    void aTimeLimitStopsTheSumButNotTheValue(int steps, int cutAt) {
        NStepReplay replay = replay(10, steps, 1, NONE, cutAt);

        assertReturn(replay, 0, cutAt + 1, Math.pow(DISCOUNT, cutAt + 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void withoutEitherItTakesAllSteps(int steps) {
        NStepReplay replay = replay(10, steps, 1, NONE, NONE);

        assertReturn(replay, 3, steps, Math.pow(DISCOUNT, steps));
    }

    @Test
    void anEndJustAfterTheLastStepDoesNotMatter() {
        assertReturn(replay(10, 3, 1, 3, NONE), 0, 3, Math.pow(DISCOUNT, 3));
    }

    @Test
    void theNewestTransitionsTakeAsManyStepsAsThereAre() {
        NStepReplay replay = replay(10, 5, 1, NONE, NONE);

        assertReturn(replay, 7, 3, Math.pow(DISCOUNT, 3));
        assertReturn(replay, 9, 1, DISCOUNT);
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "2, 1", "3, 0", "3, 1", "3, 2"})
    void everyWorldGoesItsOwnWay(int worlds, int world) {
        // numbers go round the worlds; step 1 of world 0 ends there and nowhere else
        NStepReplay replay = replay(12, 3, worlds, 1, NONE);

        assertReturn(replay, world, world == 0 ? 2 : 3, world == 0 ? 0 : Math.pow(DISCOUNT, 3));
    }

    @Test
    void goesOnWhereAFullBufferBeginsAnew() {
        // a capacity of 20, 50 added: numbers 30 to 49 are held, 39 and 40 lie at both ends of the memory
        NStepReplay replay = replay(50, 3, 1, NONE, NONE, 20);

        assertReturn(replay, 38, 3, Math.pow(DISCOUNT, 3));
    }

    @Test
    void oneStepGivesTheRewardItself() {
        ReplayBuffer buffer = new ReplayBuffer(4, 1, 1);
        StepBatch step = new StepBatch(1, 1);
        step.rewards()[0] = 0.1;
        buffer.add(new float[1], new float[1], step, 0);
        NStepReplay replay = new NStepReplay(buffer, 1, 0.97);

        assertEquals(0.1f, replay.reward(0, replay.last(0)));
        assertEquals(0.97f, replay.continuation(0, replay.last(0)));
    }

    @Test
    void costsAddUpAsRewardsDo() {
        NStepReplay replay = replay(10, 3, 1, 4, NONE);
        for (int number = 2; number < 10; number++) {
            replay.replay().setCost(number, 10 * number);
        }

        assertEquals(20 + 0.9 * 30 + 0.81 * 40, replay.cost(2, replay.last(2)), 1e-4);
        assertEquals(30 + 0.9 * 40, replay.cost(3, replay.last(3)), 1e-4, "an end stops the sum");
        assertTrue(Float.isNaN(replay.cost(1, replay.last(1))), "one of the three is not known");
    }

    @Test
    void refusesNoSteps() {
        var e = assertThrows(
                IllegalArgumentException.class, () -> new NStepReplay(new ReplayBuffer(4, 1, 1), 0, DISCOUNT));

        assertEquals("steps of a return must be at least 1, were 0", e.getMessage());
    }

    /// The reward of number i is i + 1, so a skipped or doubled one shows.
    private static void assertReturn(NStepReplay replay, long number, int steps, double continuation) {
        int worlds = replay.replay().worlds();
        double sum = 0;
        for (int k = 0; k < steps; k++) {
            sum += Math.pow(DISCOUNT, k) * (number + (long) k * worlds + 1);
        }
        long last = replay.last(number);

        assertEquals(number + (steps - 1L) * worlds, last);
        assertEquals(sum, replay.reward(number, last), 1e-5 * sum);
        assertEquals(continuation, replay.continuation(number, last), 1e-6);
    }

    private static NStepReplay replay(int count, int steps, int worlds, int endsAt, int cutAt) {
        return replay(count, steps, worlds, endsAt, cutAt, 1000);
    }

    private static NStepReplay replay(int count, int steps, int worlds, int endsAt, int cutAt, int capacity) {
        ReplayBuffer buffer = new ReplayBuffer(capacity, 1, 1);
        StepBatch step = new StepBatch(worlds, 1);
        for (int i = 0; i < count; i += worlds) {
            for (int world = 0; world < worlds; world++) {
                step.rewards()[world] = i + world + 1;
                step.terminated()[world] = world == 0 && i / worlds == endsAt;
                step.truncated()[world] = world == 0 && i / worlds == cutAt;
            }
            for (int world = 0; world < worlds; world++) {
                buffer.add(new float[worlds], new float[worlds], step, world);
            }
        }
        return new NStepReplay(buffer, steps, DISCOUNT);
    }
}
