package dev.sinew.trainer.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.trainer.evaluation.Evaluator;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class OffPolicyLoopTest {
    private static final LoopIntervals NEVER = new LoopIntervals(0, 0, 0);
    private static final long SEED = 5;
    private static final long HELD_OUT_SEED = 99;

    private final VirtualClock clock = new VirtualClock();
    private final ScriptedLearner learner = new ScriptedLearner();
    private final RecordedEvents events = new RecordedEvents();
    private ReplayRhythm rhythm = new ReplayRhythm(0, 1);
    private final ScriptedWorlds heldOut = new ScriptedWorlds(() -> {}, 2);

    @Test
    void actsAtRandomThenByThePolicyAndUpdatesAfterTheWarmUp() throws IOException {
        // 2 worlds: steps count 2, 4, 6, 8; the policy acts from step 4 on, updates begin once more than 4 are in
        ScriptedWorlds worlds = new ScriptedWorlds(() -> {}, 3, 100);
        loop(worlds, settings(8, 4, 3, NEVER)).run(List.of(events));

        assertEquals(
                List.of(
                        "remember 0→1",
                        "remember 1→2",
                        "act",
                        "remember 2→3|",
                        "update 3",
                        "act",
                        "remember 0→1",
                        "update 3"),
                learner.calls);
    }

    @Test
    void scalesActionsToTaskUnits() throws IOException {
        // −1 … 1 becomes −2 … 6, so 0.5 becomes 4; random ones of the warm-up fill the range
        ScriptedWorlds worlds = new ScriptedWorlds(() -> {}, 1000);
        loop(worlds, settings(1010, 1000, 1, NEVER)).run(List.of(events));

        List<Float> warmUp = worlds.actions.subList(0, 1000);
        assertTrue(warmUp.stream().allMatch(action -> action >= -2 && action <= 6));
        assertTrue(warmUp.stream().anyMatch(action -> action < -1.9f));
        assertTrue(warmUp.stream().anyMatch(action -> action > 5.9f));
        assertTrue(worlds.actions.subList(1000, 1010).stream().allMatch(action -> action == 4f));
    }

    @Test
    void countsReturnAndLengthOfEpisodes() throws IOException {
        // world 0: reward 1, episodes of 2 steps; world 1: reward 2, episodes of 4; after 4 steps of both, three ended:
        // returns 2, 2, 8 and lengths 2, 2, 4
        loop(new ScriptedWorlds(() -> {}, 2, 4), settings(8, 0, 1, new LoopIntervals(8, 0, 0)))
                .run(List.of(events));

        MetricRow row = events.rows.getFirst();
        assertEquals(4.0, value(row, "rollout/ep_rew_mean"), 1e-12);
        assertEquals(8.0 / 3, value(row, "rollout/ep_len_mean"), 1e-12);
        assertEquals(3, value(row, "time/episodes"));
        assertEquals(8, value(row, "time/total_timesteps"));
        assertEquals(0.25, value(row, "train/actor_loss"));
    }

    @Test
    void tellsListenersWhatIsDueInAnOrderThatACheckpointCanRelyOn() throws IOException {
        // an evaluation also gives a row, and a checkpoint comes after the rows of its step
        loop(new ScriptedWorlds(() -> {}, 10), settings(6, 0, 1, new LoopIntervals(2, 3, 3)))
                .run(List.of(events));

        assertEquals(
                List.of(
                        "checkpoint 0",
                        "row 2",
                        "improved 3",
                        "row 3",
                        "checkpoint 3",
                        "row 4",
                        "row 6",
                        "checkpoint 6",
                        "all steps done"),
                events.events);
        assertEquals(6, events.steps);
    }

    @Test
    void evaluatesOnHeldOutSeedsAndKeepsTheBest() throws IOException {
        // the reward is the action in task units and an episode has 2 steps: means 0, 0.5, 0.25 give 2·(2, 4, 3)
        heldOut.rewardsAction = true;
        float[] means = {0, 0.5f, 0.25f};
        ScriptedWorlds worlds = new ScriptedWorlds(() -> {}, 10);
        learner.onUpdate = () -> learner.mean = means[Math.min(2, (worlds.actions.size() - 1) / 2)];

        LoopResult result =
                loop(worlds, settings(6, 0, 1, new LoopIntervals(0, 2, 0))).run(List.of(events));

        assertEquals(4, result.best().orElseThrow().steps());
        assertEquals(8.0, result.best().orElseThrow().evaluation().mean());
        assertEquals(List.of(SEED), worlds.seeds);
        assertEquals(List.of(HELD_OUT_SEED, HELD_OUT_SEED, HELD_OUT_SEED), heldOut.seeds);
        assertEquals(
                List.of("improved 2", "improved 4"),
                events.events.stream()
                        .filter(event -> event.startsWith("improved"))
                        .toList());
    }

    @Test
    void evaluatesAtTheEndWhenTheLastIntervalIsNotFull() throws IOException {
        loop(new ScriptedWorlds(() -> {}, 10), settings(5, 0, 1, new LoopIntervals(0, 1000, 0)))
                .run(List.of(events));

        assertEquals(List.of("checkpoint 0", "improved 5", "row 5", "checkpoint 5", "all steps done"), events.events);
    }

    @Test
    void endsEarlyAtTheTargetReturn() throws IOException {
        // reward 1 in episodes of 2 steps: the first evaluation gives 2, which is enough
        LoopSettings settings = new LoopSettings(1000, new LoopIntervals(0, 20, 0), OptionalDouble.of(2), SEED);

        LoopResult result = loop(new ScriptedWorlds(() -> {}, 10), settings).run(List.of(events));

        assertEquals(LoopOutcome.TARGET_REACHED, result.outcome());
        assertEquals(20, result.steps());
    }

    @Test
    void finishesTheStepAndAsksForACheckpointWhenStopped() throws IOException {
        OffPolicyLoop[] loop = new OffPolicyLoop[1];
        ScriptedWorlds worlds = new ScriptedWorlds(
                () -> {
                    if (loop[0].steps() == 6) {
                        loop[0].requestStop();
                    }
                },
                10);
        loop[0] = loop(worlds, settings(1000, 0, 1, new LoopIntervals(0, 100, 100)));

        LoopResult result = loop[0].run(List.of(events));

        assertEquals(LoopOutcome.STOPPED, result.outcome());
        assertEquals(7, result.steps());
        assertEquals("update 1", learner.calls.getLast());
        assertEquals(List.of("checkpoint 0", "checkpoint 7", "stopped on request"), events.events);
    }

    @Test
    void endsWhenAListenerFails() {
        OffPolicyLoop loop = new OffPolicyLoop(
                settings(100, 0, 1, new LoopIntervals(0, 0, 10)),
                rhythm,
                new ScriptedWorlds(() -> {}, 10),
                learner,
                new Evaluator(heldOut, 1, HELD_OUT_SEED),
                clock);

        IOException thrown = assertThrows(IOException.class, () -> loop.run(List.of(new FailingListener())));

        assertEquals("disk full", thrown.getMessage());
        assertEquals(10, loop.steps());
    }

    @Test
    void splitsTheTimeBetweenWorldsPolicyAndUpdates() throws IOException {
        // 10 steps of 3 ms, 10 updates of 5 ms: 80 ms for 10 steps are 125 steps/s
        ScriptedWorlds worlds = new ScriptedWorlds(() -> clock.passMillis(3), 10);
        learner.onUpdate = () -> clock.passMillis(5);
        loop(worlds, settings(10, 0, 1, new LoopIntervals(10, 0, 0))).run(List.of(events));

        MetricRow row = events.rows.getFirst();
        assertEquals(0.030, value(row, "time/environment_seconds"), 1e-12);
        assertEquals(0.050, value(row, "time/update_seconds"), 1e-12);
        assertEquals(0.0, value(row, "time/policy_seconds"), 1e-12);
        assertEquals(0.080, value(row, "time/time_elapsed"), 1e-12);
        assertEquals(125, value(row, "time/fps"), 1e-9);
    }

    @Test
    void refusesATargetThatNoEvaluationCanReach() {
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class, () -> new LoopSettings(10, NEVER, OptionalDouble.of(1), SEED));

        assertEquals("evaluation interval must be positive for a target return, was 0", thrown.getMessage());
    }

    private OffPolicyLoop loop(ScriptedWorlds worlds, LoopSettings settings) {
        return new OffPolicyLoop(settings, rhythm, worlds, learner, new Evaluator(heldOut, 1, HELD_OUT_SEED), clock);
    }

    private static double value(MetricRow row, String key) {
        return Objects.requireNonNull(row.values().get(key), key);
    }

    private LoopSettings settings(long steps, long warmup, int updates, LoopIntervals intervals) {
        rhythm = new ReplayRhythm(warmup, updates);
        return new LoopSettings(steps, intervals, OptionalDouble.empty(), SEED);
    }

    private static final class FailingListener implements LoopListener {
        @Override
        public void stepped(Training training) {}

        @Override
        public void recorded(MetricRow row) {}

        @Override
        public void improved(Training training, BestPolicy best) {}

        @Override
        public void checkpoint(Training training) throws IOException {
            if (training.steps() > 0) {
                throw new IOException("disk full");
            }
        }

        @Override
        public void finished(LoopResult result) {}
    }
}
