package dev.sinew.sim.task.joint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.task.JointTask;
import dev.sinew.config.task.Tasks;
import dev.sinew.sim.environment.EpisodicEnvironment;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.TaskWorlds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The shipped task of the rotary pendulum as a learner meets it.
class RobotJointTaskTest {
    private final Simulator simulator = new Simulator((severity, text) -> System.err.println(severity + " " + text));
    private final JointTask settings = (JointTask) new Tasks(ConfigFiles.shipped()).task("furuta");
    private final RobotJointTask task = new RobotJointTask(settings, ConfigFiles.shipped());

    private TaskWorlds started(int worlds, int threads) {
        TaskWorlds open = task.open(simulator, worlds, threads);
        int[] selected = new int[worlds];
        RandomStream[] streams = new RandomStream[worlds];
        for (int i = 0; i < worlds; i++) {
            selected[i] = i;
            streams[i] = new RandomStream(i);
        }
        open.start(selected, worlds, streams);
        return open;
    }

    @Test
    void startsHangingWithTheArmAnywhereUpToItsPin() {
        float[] observation = new float[8];
        try (TaskWorlds worlds = started(50, 1)) {
            for (int i = 0; i < 50; i++) {
                worlds.observe(i, observation, 0);

                assertTrue(
                        Math.abs(observation[0]) < Math.toRadians(168),
                        "arm " + observation[0]); // its zero is off by 2
                assertEquals(-1, observation[2], 0.003, "cosine as seen from upright"); // 4 deg at most
                assertEquals(0, observation[4], "at rest");
                assertEquals(0, observation[5]);
            }
        }
    }

    @Test
    void theTermsOfTheRewardAddUpAndSayWhatTheyAre() {
        try (TaskWorlds worlds = started(1, 1)) {
            worlds.step(new float[] {0.5f});
            double sum = 0;
            for (int term = 0; term < worlds.rewardTerms().size(); term++) {
                sum += worlds.rewardTerm(0, term);
            }

            assertEquals(worlds.reward(0), sum, 1e-15);
            assertEquals(0, worlds.rewardTerm(0, 0), 0.01, "cosine while it hangs");
            assertEquals(-0.01 * 0.25, worlds.rewardTerm(0, 5), 1e-12, "action");
            assertEquals(-0.02 * 0.25, worlds.rewardTerm(0, 6), 1e-12, "action change from 0");
            assertEquals("cosine pendulum", worlds.rewardTerms().getFirst());
        }
    }

    @Test
    void drivingTheArmOutEndsTheEpisodeByTheRobotsOwnGateAndCostsTheStop() {
        try (TaskWorlds worlds = started(1, 1)) {
            int steps = 0;
            while (!worlds.terminated(0) && steps < 200) {
                worlds.step(new float[] {1});
                steps++;
            }

            assertTrue(steps < 200, "the travel or the speed of the arm");
            assertEquals(-50, worlds.rewardTerm(0, 7));
        }
    }

    @Test
    void anArmLeftAloneIsEndedByTheTimeLimitOnly() {
        List<String> reports = new ArrayList<>();
        try (var environment = new EpisodicEnvironment(task, simulator, 1, 1, reports::add)) {
            float[] observations = new float[8];
            StepBatch batch = new StepBatch(1, 8);
            environment.reset(1, observations);
            for (int step = 1; step < 1000; step++) {
                environment.step(new float[1], batch);
                assertFalse(batch.ended(0), "step " + step);
            }
            environment.step(new float[1], batch);

            assertEquals(List.of(), reports);
            assertTrue(batch.truncated()[0]);
            assertFalse(batch.terminated()[0]);
        }
    }

    @Test
    void aSavedEnvironmentGoesOnToTheBitWhateverTheThreads() throws IOException {
        float[] actions = new float[3];
        var drive = new RandomStream(9);
        try (TaskWorlds worlds = started(3, 1);
                TaskWorlds other = started(3, 2)) {
            for (int step = 0; step < 40; step++) {
                drive(actions, drive);
                worlds.step(actions);
            }
            var bytes = new ByteArrayOutputStream();
            worlds.save(new DataOutputStream(bytes));
            other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            float[] here = new float[24];
            float[] there = new float[24];
            for (int step = 0; step < 40; step++) {
                drive(actions, drive);
                worlds.step(actions);
                other.step(actions);
                for (int i = 0; i < 3; i++) {
                    worlds.observe(i, here, 8 * i);
                    other.observe(i, there, 8 * i);
                    assertEquals(worlds.reward(i), other.reward(i));
                }
                assertArrayEquals(here, there);
            }
        }
    }

    private static void drive(float[] actions, RandomStream random) {
        for (int i = 0; i < actions.length; i++) {
            actions[i] = (float) random.uniform(-0.3, 0.3);
        }
    }
}
