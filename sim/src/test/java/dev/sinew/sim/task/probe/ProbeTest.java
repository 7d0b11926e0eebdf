package dev.sinew.sim.task.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.TaskWorlds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static final int WORLDS = 64;
    private final Simulator simulator = new Simulator((severity, text) -> {});

    @Test
    void constantRewardPaysOneAndEnds() {
        try (TaskWorlds worlds = started(Probe.CONSTANT_REWARD)) {
            step(worlds, 0.7f);

            assertEquals(1, worlds.reward(3));
            assertTrue(worlds.terminated(3));
        }
    }

    @Test
    void observationRewardPaysWhatWasSeenWhichDiffersFromWorldToWorld() {
        try (TaskWorlds worlds = started(Probe.OBSERVATION_REWARD)) {
            float[] seen = seen(worlds);
            step(worlds, 0);

            double sum = 0;
            for (int world = 0; world < WORLDS; world++) {
                assertEquals(1, Math.abs(seen[world]));
                assertEquals(seen[world], worlds.reward(world));
                assertTrue(worlds.terminated(world));
                sum += seen[world];
            }
            // 64 fair coins: |sum| of 48 or more has a probability below 1e-8
            assertTrue(Math.abs(sum) < 48);
        }
    }

    @Test
    void delayedRewardPaysInTheSecondOfTwoSteps() {
        try (TaskWorlds worlds = started(Probe.DELAYED_REWARD)) {
            assertEquals(0, seen(worlds)[0]);
            step(worlds, 0);
            assertEquals(0, worlds.reward(0));
            assertFalse(worlds.terminated(0));
            assertEquals(1, seen(worlds)[0]);
            step(worlds, 0);
            assertEquals(1, worlds.reward(0));
            assertTrue(worlds.terminated(0));
        }
    }

    @Test
    void actionRewardIsHighestAtOneHalf() {
        assertEquals(1, reward(Probe.ACTION_REWARD, 0.5f));
        assertEquals(0.75, reward(Probe.ACTION_REWARD, 0));
        assertEquals(0.75, reward(Probe.ACTION_REWARD, 1));
    }

    @Test
    void observationActionRewardIsHighestAtHalfTheObservation() {
        try (TaskWorlds worlds = started(Probe.OBSERVATION_ACTION_REWARD)) {
            float[] seen = seen(worlds);
            step(worlds, 0.5f);

            for (int world = 0; world < WORLDS; world++) {
                assertEquals(seen[world] > 0 ? 1 : 0, worlds.reward(world));
            }
        }
    }

    @Test
    void endlessRewardNeverEnds() {
        try (TaskWorlds worlds = started(Probe.ENDLESS_REWARD)) {
            for (int i = 0; i < 100; i++) {
                step(worlds, 0);
                assertEquals(1, worlds.reward(0));
                assertFalse(worlds.terminated(0));
            }
            assertEquals(10, Probe.ENDLESS_REWARD.description().timeLimit());
        }
    }

    private double reward(Probe probe, float action) {
        try (TaskWorlds worlds = started(probe)) {
            step(worlds, action);
            assertTrue(worlds.terminated(0));
            return worlds.reward(0);
        }
    }

    private TaskWorlds started(Probe probe) {
        TaskWorlds worlds = probe.open(simulator, WORLDS, 1);
        int[] all = new int[WORLDS];
        Arrays.setAll(all, world -> world);
        RandomStream[] streams = new RandomStream[WORLDS];
        Arrays.setAll(streams, world -> new RandomStream(2).split(world));
        worlds.start(all, WORLDS, streams);
        return worlds;
    }

    private static void step(TaskWorlds worlds, float action) {
        float[] actions = new float[WORLDS];
        Arrays.fill(actions, action);
        worlds.step(actions);
    }

    private static float[] seen(TaskWorlds worlds) {
        float[] seen = new float[WORLDS];
        for (int world = 0; world < WORLDS; world++) {
            worlds.observe(world, seen, world);
        }
        float[] again = new float[1];
        worlds.observe(0, again, 0);
        assertArrayEquals(new float[] {seen[0]}, again);
        return seen;
    }
}
