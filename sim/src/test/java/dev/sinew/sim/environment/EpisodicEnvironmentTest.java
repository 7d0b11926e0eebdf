package dev.sinew.sim.environment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.Refusal;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.Task;
import dev.sinew.sim.task.gymnasium.GymnasiumTasks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpisodicEnvironmentTest {
    private final List<String> reports = new ArrayList<>();
    private final Simulator simulator = new Simulator((severity, text) -> {});

    @Test
    void aWorldThatEndsShowsItsLastObservationAndItsNextFirst() {
        // world w of the fake counts 100·episode + step and terminates at step 2 + w
        var environment = new EpisodicEnvironment(new CountingTask(9), simulator, 2, 1, reports::add);
        StepBatch out = new StepBatch(2, 1);
        float[] first = new float[2];
        environment.reset(1, first);
        assertArrayEquals(new float[] {100, 100}, first);

        environment.step(new float[2], out);
        environment.step(new float[2], out);

        assertArrayEquals(new boolean[] {true, false}, out.terminated());
        assertArrayEquals(new boolean[] {false, false}, out.truncated());
        assertArrayEquals(new float[] {102, 102}, out.finalObservations());
        assertArrayEquals(new float[] {200, 102}, out.observations());
        assertArrayEquals(new double[] {2, 2}, out.rewards());
        assertTrue(out.ended(0));
    }

    @Test
    void aTimeLimitTruncatesAndIsNeverATermination() {
        // the limit of 3 cuts world 2, which would end at step 4; world 1 ends at step 3 by itself
        var environment = new EpisodicEnvironment(new CountingTask(3), simulator, 3, 1, reports::add);
        StepBatch out = new StepBatch(3, 1);
        environment.reset(1, new float[3]);

        environment.step(new float[3], out);
        environment.step(new float[3], out);
        environment.step(new float[3], out);

        assertArrayEquals(new boolean[] {false, true, false}, out.terminated());
        assertArrayEquals(new boolean[] {false, false, true}, out.truncated());
        assertArrayEquals(new float[] {201, 103, 103}, out.finalObservations());
    }

    @Test
    void anUnstableWorldIsReportedCountedAndEndedOnItsLastGoodObservation() {
        var environment = new EpisodicEnvironment(new CountingTask(9), simulator, 2, 1, reports::add);
        StepBatch out = new StepBatch(2, 1);
        environment.reset(1, new float[2]);
        environment.step(new float[2], out);

        environment.step(new float[] {0, Float.NaN}, out);

        assertTrue(out.terminated()[1]);
        assertFalse(out.truncated()[1]);
        assertEquals(0, out.rewards()[1]);
        assertEquals(101, out.finalObservations()[1]);
        assertEquals(200, out.observations()[1]);
        assertEquals(1, environment.unstable());
        assertEquals(
                List.of("Counting: world 1 went unstable at step 2 of episode 1 and was ended: bad action"), reports);
    }

    @Test
    void unstableWorldsDoNotFloodTheReports() {
        var environment = new EpisodicEnvironment(new CountingTask(9), simulator, 1, 1, reports::add);
        environment.reset(1, new float[1]);
        for (int i = 0; i < 50; i++) {
            environment.step(new float[] {Float.NaN}, new StepBatch(1, 1));
        }

        assertEquals(50, environment.unstable());
        assertEquals(EpisodicEnvironment.REPORTED + 1, reports.size());
        assertEquals("Counting: further unstable worlds are counted, not reported", reports.getLast());
    }

    @Test
    void aWorldThatCannotBeTrustedEndsAlone() {
        try (var environment = new EpisodicEnvironment(task("HalfCheetah-v5"), simulator, 3, 2, reports::add)) {
            StepBatch out = new StepBatch(3, 17);
            float[] first = new float[3 * 17];
            environment.reset(1, first);
            float[] actions = new float[3 * 6];
            actions[6] = Float.NaN;

            environment.step(actions, out);

            assertArrayEquals(new boolean[] {false, true, false}, out.terminated());
            for (int i = 17; i < 34; i++) {
                assertEquals(first[i], out.finalObservations()[i]);
                assertNotEquals(first[i], out.observations()[i]);
            }
            assertEquals(1, environment.unstable());
            assertTrue(reports.getFirst().contains("NaN or infinite control"), reports.toString());

            // the engine clamps an infinite control, but the cost of the action is infinite
            actions[6] = Float.POSITIVE_INFINITY;
            environment.step(actions, out);

            assertArrayEquals(new boolean[] {false, true, false}, out.terminated());
            assertEquals(0, out.rewards()[1]);
            assertTrue(reports.getLast().endsWith("the reward is not finite"), reports.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HalfCheetah-v5", "Ant-v5", "Humanoid-v5", "Walker2d-v5", "Pendulum-v1"})
    void aRestoredEnvironmentGoesOnBitForBitOnAnyThreads(String name) throws IOException {
        try (var straight = new EpisodicEnvironment(task(name), simulator, 3, 1, reports::add);
                var resumed = new EpisodicEnvironment(task(name), simulator, 3, 2, reports::add)) {
            straight.reset(5, new float[3 * straight.observationSize()]);
            RandomStream random = new RandomStream(8);
            StepBatch expected = new StepBatch(3, straight.observationSize());
            StepBatch found = new StepBatch(3, straight.observationSize());
            for (int i = 0; i < 40; i++) {
                straight.step(actions(straight, random), expected);
            }
            resumed.restore(new DataInputStream(new ByteArrayInputStream(saved(straight))));
            for (int i = 0; i < 40; i++) {
                float[] actions = actions(straight, random);
                straight.step(actions, expected);
                resumed.step(actions, found);
                assertArrayEquals(expected.rewards(), found.rewards());
                assertArrayEquals(expected.observations(), found.observations());
                assertArrayEquals(expected.finalObservations(), found.finalObservations());
                assertArrayEquals(expected.terminated(), found.terminated());
            }
            assertArrayEquals(saved(straight), saved(resumed));
        }
    }

    @Test
    void theSameSeedGivesTheSameEpisodesAndAnotherSeedOthers() {
        float[] first = start(3);

        assertArrayEquals(first, start(3));
        assertNotEquals(first[0], start(4)[0]);
        assertNotEquals(first[0], first[17]);
    }

    private float[] start(long seed) {
        try (var environment = new EpisodicEnvironment(task("Walker2d-v5"), simulator, 2, 1, reports::add)) {
            float[] first = new float[2 * 17];
            environment.reset(seed, first);
            return first;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HalfCheetah-v5", "Humanoid-v5", "Pusher-v5", "Reacher-v5", "Pendulum-v1"})
    void aStepAllocatesNothing(String name) {
        try (var environment = new EpisodicEnvironment(task(name), simulator, 4, 1, reports::add)) {
            StepBatch out = new StepBatch(4, environment.observationSize());
            environment.reset(5, new float[4 * environment.observationSize()]);
            float[] actions = new float[4 * environment.actionSize()];
            ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long least = Long.MAX_VALUE;
            // the compiler allocates on this thread now and then: one window without a byte is proof enough
            for (int window = 0; window < 60 && least > 0; window++) {
                environment.reset(5, new float[4 * environment.observationSize()]);
                long before = thread.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 15; i++) {
                    environment.step(actions, out);
                }
                least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
            }

            assertEquals(0, least);
        }
    }

    @Test
    void wrongUseIsRefused() throws IOException {
        var environment = new EpisodicEnvironment(new CountingTask(9), simulator, 2, 1, reports::add);
        StepBatch out = new StepBatch(2, 1);
        assertThrows(IllegalStateException.class, () -> environment.step(new float[2], out));
        assertThrows(IllegalStateException.class, () -> saved(environment));
        environment.reset(1, new float[2]);
        assertEquals(
                "actions must hold 2 numbers, held 1",
                Refusal.of(IllegalArgumentException.class, () -> environment.step(new float[1], out)));
        assertEquals(
                "observations must hold 2 numbers, held 3",
                Refusal.of(IllegalArgumentException.class, () -> environment.reset(1, new float[3])));
        byte[] saved = saved(environment);
        var other = new EpisodicEnvironment(new CountingTask(9), simulator, 3, 1, reports::add);
        assertEquals(
                "saved environment must be 3 worlds of Counting, was 2 of Counting",
                Refusal.of(
                        IOException.class, () -> other.restore(new DataInputStream(new ByteArrayInputStream(saved)))));
    }

    private static Task task(String name) {
        return GymnasiumTasks.all().stream()
                .filter(task -> task.description().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static float[] actions(VectorEnvironment environment, RandomStream random) {
        float[] actions = new float[environment.worlds() * environment.actionSize()];
        for (int i = 0; i < actions.length; i++) {
            int k = i % environment.actionSize();
            actions[i] = (float)
                    random.uniform(environment.actionLow()[k], environment.actionHigh()[k]);
        }
        return actions;
    }

    private static byte[] saved(VectorEnvironment environment) throws IOException {
        var bytes = new ByteArrayOutputStream();
        environment.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
